package io.tidemark.jobs;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.jobrunr.storage.StorageProvider;

/** The stored jobs as the dashboard may see them: to read, and to take notices off the screen. */
final class ShownJobs {
    private static final Set<String> ALLOWED = Set.of(
            "getStorageProviderInfo",
            "addJobStorageOnChangeListener",
            "removeJobStorageOnChangeListener",
            "getBackgroundJobServers",
            "getMetadata",
            "deleteMetadata",
            "getJobById",
            "countJobs",
            "getJobList",
            "getJobs",
            "getScheduledJobs",
            "getDistinctJobSignatures",
            "getRecurringJobs",
            "recurringJobsUpdated",
            "getJobStats");

    private ShownJobs() {}

    static StorageProvider of(StorageProvider storage) {
        return (StorageProvider) Proxy.newProxyInstance(
                StorageProvider.class.getClassLoader(),
                new Class<?>[] {StorageProvider.class},
                (proxy, method, arguments) -> call(storage, method, arguments));
    }

    private static Object call(StorageProvider storage, Method method, Object[] arguments) throws Throwable {
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
