package io.tidemark.sandbox.maxcompute.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values made of values. Before each inner value stands whether it is null; counts and these flags have no checksum. */
abstract sealed class NestedShape extends Shape {
    @Override
    final int wireType() {
        return Wire.BYTES;
    }

    private static void scanElements(Shape element, Slice in, RecordCrc crc) throws CorruptStreamException {
        int count = in.varint32();
        for (int i = 0; i < count; i++) {
            if (!in.flag()) {
                element.scan(in, crc);
            }
        }
    }

    private static List<@Nullable Object> readElements(Shape element, Slice in) throws CorruptStreamException {
        int count = in.varint32();
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(in.flag() ? null : element.read(in));
        }
        return values;
    }

    static final class OfArray extends NestedShape {
        private final Shape element;

        OfArray(Shape element) {
            this.element = element;
        }

        @Override
        void scan(Slice in, RecordCrc crc) throws CorruptStreamException {
            scanElements(element, in, crc);
        }

        @Override
        Object read(Slice in) throws CorruptStreamException {
            return readElements(element, in);
        }
    }

    static final class OfMap extends NestedShape {
        private final Shape key;
        private final Shape value;

        OfMap(Shape key, Shape value) {
            this.key = key;
            this.value = value;
        }

        @Override
        void scan(Slice in, RecordCrc crc) throws CorruptStreamException {
            scanElements(key, in, crc);
            scanElements(value, in, crc);
        }

        @Override
        Object read(Slice in) throws CorruptStreamException {
            List<@Nullable Object> keys = readElements(key, in);
            List<@Nullable Object> values = readElements(value, in);
            if (keys.size() != values.size()) {
                throw new CorruptStreamException(
                        "A map has " + keys.size() + " keys and " + values.size() + " values.");
            }
            Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                map.put(keys.get(i), values.get(i));
            }
            return map;
        }
    }

    static final class OfStruct extends NestedShape {
        private final List<String> names;
        private final List<Shape> shapes;

        OfStruct(List<String> names, List<Shape> shapes) {
            this.names = names;
            this.shapes = shapes;
        }

        @Override
        void scan(Slice in, RecordCrc crc) throws CorruptStreamException {
            for (Shape shape : shapes) {
                if (!in.flag()) {
                    shape.scan(in, crc);
                }
            }
        }

        @Override
        Object read(Slice in) throws CorruptStreamException {
            Map<String, @Nullable Object> struct = new LinkedHashMap<>();
            for (int i = 0; i < shapes.size(); i++) {
                struct.put(names.get(i), in.flag() ? null : shapes.get(i).read(in));
            }
            return struct;
        }
    }
}
