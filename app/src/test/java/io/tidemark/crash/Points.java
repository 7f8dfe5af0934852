package io.tidemark.crash;

import io.tidemark.sync.BlockWriter;
import io.tidemark.sync.CheckpointLedger;
import io.tidemark.sync.StreamSource;
import io.tidemark.sync.TableSink;
import io.tidemark.sync.UploadSession;
import io.tidemark.sync.WitnessTable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The named points at which a life can end: before and after every call of every port of the data path, and inside the
 * transaction of step (c). They are read from the ports, so that a step that is added to one is a point without being asked.
 */
final class Points {
    static final String INSIDE_COMPLETE = "inside CheckpointLedger.complete";

    private static final List<Class<?>> PORTS = List.of(
            CheckpointLedger.class,
            WitnessTable.class,
            StreamSource.class,
            TableSink.class,
            UploadSession.class,
            BlockWriter.class);

    /** Calls that ask and change nothing outside of the process, or that only verifying makes, which writes nothing. */
    private static final Set<String> LOCAL = Set.of(
            "StreamSource.witnesses",
            "StreamSource.close",
            "TableSink.digests",
            "TableSink.find",
            "TableSink.rowCount",
            "TableSink.close",
            "UploadSession.id",
            "BlockWriter.bytes",
            "BlockWriter.abort");

    /** Calls before which nothing has changed since the call before them. */
    private static final Set<String> QUESTIONS = Set.of(
            "StreamSource.stream",
            "StreamSource.shards",
            "StreamSource.seek",
            "StreamSource.read",
            "TableSink.table",
            "UploadSession.openBlock",
            "UploadSession.view",
            "WitnessTable.find",
            "WitnessTable.knows",
            "WitnessTable.all");

    private Points() {}

    /** All of them. */
    static List<String> all() {
        List<String> points = new ArrayList<>(List.of(INSIDE_COMPLETE));
        for (Class<?> port : PORTS) {
            Arrays.stream(port.getMethods())
                    .map(method -> name(port, method))
                    .filter(name -> !LOCAL.contains(name))
                    .distinct()
                    .sorted()
                    .forEach(name -> points.addAll(List.of("before " + name, "after " + name)));
        }
        return points;
    }

    /** Those that leave something else behind than the point before them. */
    static List<String> different() {
        return all().stream()
                .filter(point ->
                        !point.startsWith("before ") || !QUESTIONS.contains(point.substring("before ".length())))
                .toList();
    }

    /** A port whose calls, and those of the ports that it gives out, pass by the wire. */
    static <T> T wired(Class<T> port, T real, Consumer<String> wire) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, given) -> {
                    String name = name(port, method);
                    boolean local = method.getDeclaringClass() == Object.class || LOCAL.contains(name);
                    if (!local) {
                        wire.accept("before " + name);
                    }
                    Object answer = invoke(real, method, given);
                    if (!local) {
                        wire.accept("after " + name);
                    }
                    return PORTS.contains(method.getReturnType())
                            ? wiredAny(method.getReturnType(), answer, wire)
                            : answer;
                }));
    }

    private static <T> T wiredAny(Class<T> port, Object real, Consumer<String> wire) {
        return wired(port, port.cast(real), wire);
    }

    private static @Nullable Object invoke(Object real, Method method, @Nullable Object[] given) throws Throwable {
        try {
            return method.invoke(real, given);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static String name(Class<?> port, Method method) {
        return port.getSimpleName() + "." + method.getName();
    }
}
