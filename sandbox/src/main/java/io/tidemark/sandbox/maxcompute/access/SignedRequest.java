package io.tidemark.sandbox.maxcompute.access;

import java.util.Map;
import java.util.TreeMap;

/**
 * The parts of a request that its signature covers.
 *
 * @param headers by lower-case name
 * @param path decoded, without the prefix that belongs to the endpoint
 * @param parameters decoded; the empty string for one without a value
 */
public record SignedRequest(String method, Map<String, String> headers, String path, Map<String, String> parameters) {
    private static final String PREFIX = "x-odps-";

    /** The text that is signed. */
    String canonical(String contentType) {
        TreeMap<String, String> signed = new TreeMap<>();
        signed.put("content-md5", headers.getOrDefault("content-md5", ""));
        signed.put("content-type", contentType);
        signed.put("date", headers.getOrDefault("date", ""));
        headers.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                signed.put(name, value);
            }
        });
        parameters.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                signed.put(name, value);
            }
        });
        StringBuilder text = new StringBuilder(method).append('\n');
        signed.forEach((name, value) -> text.append(name.startsWith(PREFIX) ? name + ":" : "")
                .append(value)
                .append('\n'));
        return text.append(resource()).toString();
    }

    private String resource() {
        StringBuilder resource = new StringBuilder(path);
        char separator = '?';
        for (Map.Entry<String, String> parameter : new TreeMap<>(parameters).entrySet()) {
            resource.append(separator).append(parameter.getKey());
            if (!parameter.getValue().isEmpty()) {
                resource.append('=').append(parameter.getValue());
            }
            separator = '&';
        }
        return resource.toString();
    }
}
