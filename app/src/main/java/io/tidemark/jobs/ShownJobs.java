package io.tidemark.jobs;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.UUID;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.JobId;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.JobNotFoundException;
import org.jobrunr.storage.JobStats;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.listeners.StorageProviderChangeListener;
import org.jobrunr.storage.navigation.OffsetBasedPageRequest;
import org.jspecify.annotations.Nullable;

/**
 * The jobs as the dashboard may see them: to read, and to take notices off the screen. What is stored is joined by what is
 * expected, as the jobs of <em>Scheduled</em>. Thread-safe.
 */
final class ShownJobs {
    private static final Set<String> ALLOWED = Set.of(
            "getStorageProviderInfo",
            "getBackgroundJobServers",
            "getMetadata",
            "deleteMetadata",
            "getJobList",
            "getJobs",
            "countJobs",
            "getDistinctJobSignatures");

    private final StorageProvider storage;
    private final ExpectedJobs expected;
    private final ShownListeners listeners;

    private ShownJobs(StorageProvider storage, ExpectedJobs expected) {
        this.storage = storage;
        this.expected = expected;
        this.listeners = new ShownListeners(storage, expected, this::shown);
    }

    static StorageProvider of(StorageProvider storage, ExpectedJobs expected) {
        ShownJobs jobs = new ShownJobs(storage, expected);
        return (StorageProvider) Proxy.newProxyInstance(
                StorageProvider.class.getClassLoader(),
                new Class<?>[] {StorageProvider.class},
                (proxy, method, arguments) -> jobs.answer(method, arguments));
    }

    private @Nullable Object answer(Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "getJobById" -> {
                return find(arguments[0] instanceof JobId id ? id.asUUID() : (UUID) arguments[0]);
            }
            case "getJobStats" -> {
                return shown(storage.getJobStats());
            }
            case "addJobStorageOnChangeListener" -> {
                listeners.add((StorageProviderChangeListener) arguments[0]);
                return null;
            }
            case "removeJobStorageOnChangeListener" -> {
                listeners.remove((StorageProviderChangeListener) arguments[0]);
                return null;
            }
            default -> {
                return method.getName().equals("getJobs")
                                && arguments[0] == StateName.SCHEDULED
                                && arguments[1] instanceof OffsetBasedPageRequest page
                        ? expected.page(page)
                        : call(method, arguments);
            }
        }
    }

    private Job find(UUID id) {
        try {
            return storage.getJobById(id);
        } catch (JobNotFoundException notStored) {
            return expected.find(id).orElseThrow(() -> notStored);
        }
    }

    private JobStats shown(JobStats stored) {
        long more = expected.count();
        return new JobStats(
                stored.getTimeStamp(),
                stored.getTotal() + more,
                stored.getAwaiting(),
                stored.getScheduled() + more,
                stored.getEnqueued(),
                stored.getProcessing(),
                stored.getFailed(),
                stored.getSucceeded(),
                stored.getAllTimeSucceeded(),
                stored.getDeleted(),
                expected.desk().agenda().recurring().size(),
                stored.getBackgroundJobServers());
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() != Object.class && !ALLOWED.contains(method.getName())) {
            throw new RefusedException(method.getName());
        }
        try {
            return method.invoke(storage, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** The dashboard tried to change something. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException(String operation) {
            super("not from the dashboard: " + operation);
        }
    }
}
