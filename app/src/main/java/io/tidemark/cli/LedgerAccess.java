package io.tidemark.cli;

import java.nio.file.Path;

/** What every command about chains and windows is made with. */
public record LedgerAccess(ChainDesk.Opener desks, Terminal terminal, Path home) {
    ChainDesk open(GlobalOptions global, String command) {
        return desks.open(global.data(home), "tidemark " + command);
    }
}
