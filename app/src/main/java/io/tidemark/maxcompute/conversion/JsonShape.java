package io.tidemark.maxcompute.conversion;

import com.aliyun.odps.type.ArrayTypeInfo;
import com.aliyun.odps.type.MapTypeInfo;
import com.aliyun.odps.type.StructTypeInfo;
import com.aliyun.odps.type.TypeInfo;
import io.tidemark.sync.ColumnConversion.Misfit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a JSON value becomes a value of one type. Goes as deep as the type does and no deeper. Thread-safe. */
sealed interface JsonShape permits JsonScalar, JsonVerbatim, JsonList, JsonMap, JsonStruct {
    /**
     * Reads the value that begins with the token on which the cursor stands, other than a JSON null; afterwards the cursor stands
     * on its last token.
     *
     * @throws Misfit with the place, if the value or one inside cannot be held exactly
     */
    Object read(JsonCursor json) throws Misfit;

    /** The shape of a type; empty if values of the type, or of one inside, cannot be written. */
    static Optional<JsonShape> of(TypeInfo type) {
        return switch (type.getOdpsType()) {
            case JSON -> Optional.of(new JsonVerbatim());
            case ARRAY -> of(((ArrayTypeInfo) type).getElementTypeInfo()).map(JsonList::new);
            case MAP -> ofMap((MapTypeInfo) type);
            case STRUCT -> ofStruct((StructTypeInfo) type);
            default -> ColumnConversions.ofScalar(type).map(JsonScalar::new);
        };
    }

    private static Optional<JsonShape> ofMap(MapTypeInfo type) {
        return MapKey.of(type.getKeyTypeInfo())
                .flatMap(key -> of(type.getValueTypeInfo()).map(value -> new JsonMap(key, value)));
    }

    private static Optional<JsonShape> ofStruct(StructTypeInfo type) {
        List<JsonShape> fields = new ArrayList<>();
        for (TypeInfo field : type.getFieldTypeInfos()) {
            Optional<JsonShape> shape = of(field);
            if (shape.isEmpty()) {
                return Optional.empty();
            }
            fields.add(shape.get());
        }
        return Optional.of(JsonStruct.of(type.getFieldNames(), fields));
    }
}
