package io.tidemark.sandbox.admin;

import io.tidemark.sandbox.fault.Faults;
import io.tidemark.sandbox.tablestore.table.Store;
import io.tidemark.sandbox.time.VirtualClock;

/**
 * What the admin port has its hands on.
 *
 * @param faults that both servers look at
 * @param clock that both servers read
 * @param tables of Tablestore
 */
public record Controls(Faults faults, VirtualClock clock, Store tables) {}
