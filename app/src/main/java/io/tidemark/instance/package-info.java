/**
 * The life of one task in one cycle: what it is called, which states it goes through and what it waits for. Pure; knows
 * neither how its work is done nor where it is kept.
 */
@NullMarked
package io.tidemark.instance;

import org.jspecify.annotations.NullMarked;
