package io.tidemark.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Lets code that manages connections itself take part in a transaction that it does not know of. */
final class JoiningDataSource extends BareDataSource {
    private final DataSource fresh;
    private final Supplier<@Nullable OpenTransaction> current;

    JoiningDataSource(DataSource fresh, Supplier<@Nullable OpenTransaction> current) {
        this.fresh = fresh;
        this.current = current;
    }

    @Override
    public Connection getConnection() throws SQLException {
        OpenTransaction open = current.get();
        return open == null ? fresh.getConnection() : borrowed(open);
    }

    private static Connection borrowed(OpenTransaction open) {
        return (Connection) Proxy.newProxyInstance(
                JoiningDataSource.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> borrowedCall(open, proxy, method, arguments));
    }

    @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself only; asking it would ask this method again
    private static @Nullable Object borrowedCall(
            OpenTransaction open, Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        switch (method.getName()) {
            case "commit", "close", "setAutoCommit" -> {
                return null; // the end of the transaction is not theirs to say
            }
            case "rollback" -> {
                if (arguments == null) {
                    open.doom();
                    return null;
                }
            }
            case "equals" -> {
                return arguments != null && proxy == arguments[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            default -> {}
        }
        try {
            return method.invoke(open.handle().getConnection(), arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
