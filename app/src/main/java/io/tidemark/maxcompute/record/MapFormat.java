package io.tidemark.maxcompute.record;

/** MAP: {@link MapEntries}, as an array of the keys and an array of the values. */
record MapFormat(FieldFormat key, FieldFormat value) implements FieldFormat {
    @Override
    public int wireType() {
        return NESTED;
    }

    @Override
    public void write(int column, Object map, FieldWriter to) {
        if (!(map instanceof MapEntries entries)) {
            throw wrong(column, map);
        }
        to.elements(column, key, entries.keys());
        to.elements(column, value, entries.values());
    }
}
