package io.tidemark.operator;

import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.Work;
import io.tidemark.store.ChainTurns;
import io.tidemark.store.WindowView;
import io.tidemark.sync.SyncRequest;
import io.tidemark.sync.SyncRequests;
import io.tidemark.sync.WindowState;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.SyncTask;
import java.util.Optional;

/**
 * What the ledger says about the windows of instances that are to run again.
 *
 * @param requests tell the windows
 */
record MovedBefore(CycleCare care, SyncRequests requests) {
    /**
     * A window that an instance's own is part of.
     *
     * @param by the instance that it belongs to, if there is still one
     */
    record Longer(WindowView window, Optional<InstanceId> by) {
        String sentence() {
            return "its window is contained in window " + window.id() + " " + window.window()
                    + by.map(id -> ", which " + id + " has moved").orElse("");
        }
    }

    /** The window that holds the instance's own and goes on behind it: the instance cannot run by itself then. */
    Optional<Longer> swallowing(CycleInstance instance) {
        return request(instance)
                .flatMap(request -> care.windows()
                        .holding(request.chain(), request.window())
                        .filter(window -> window.state() != WindowState.GAP)
                        .filter(window ->
                                window.window().end().isAfter(request.window().end()))
                        .map(window -> new Longer(
                                window,
                                new ChainTurns(care.records().transactions())
                                        .movedUpTo(
                                                request.chain(), window.window().end())
                                        .filter(id -> !id.equals(instance.id())))));
    }

    /** The instance's own window, if it is committed. */
    Optional<WindowView> committed(CycleInstance instance) {
        return request(instance)
                .flatMap(request -> care.windows()
                        .holding(request.chain(), request.window())
                        .filter(window -> window.state() == WindowState.COMMITTED)
                        .filter(window ->
                                window.window().end().equals(request.window().end())));
    }

    /** Empty for what has no window, or if it cannot be told: its next attempt says why. */
    private Optional<SyncRequest> request(CycleInstance instance) {
        if (instance.work() == Work.VIRTUAL) {
            return Optional.empty();
        }
        return care.tasks()
                .of(instance)
                .filter(declared -> declared.task() instanceof SyncTask)
                .flatMap(declared -> {
                    try {
                        return Optional.of(
                                requests.request(declared.workflow(), declared.sync(), instance.parameters()));
                    } catch (InvalidDefinitionException e) {
                        return Optional.empty();
                    }
                });
    }

    /** Whether its values could not be told when it was planned, so that an attempt would find none. */
    boolean hasNoValues(CycleInstance instance) {
        return instance.parameters().isEmpty()
                && care.tasks()
                        .of(instance)
                        .filter(declared -> declared.task() instanceof SyncTask sync
                                && !sync.parameters().isEmpty())
                        .isPresent();
    }
}
