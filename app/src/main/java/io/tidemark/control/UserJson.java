package io.tidemark.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.access.Permission;
import io.tidemark.access.Role;
import io.tidemark.access.UserName;
import io.tidemark.login.TokenRequest;
import io.tidemark.store.login.ApiTokenStore.StoredToken;
import io.tidemark.store.login.StoredUser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Users and tokens for scripts and for other processes, and back. Roles and permissions by their words, instants in ISO-8601. */
public final class UserJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private UserJson() {}

    public static ArrayNode users(List<StoredUser> users) {
        ArrayNode array = JSON.arrayNode();
        users.forEach(user -> array.addObject()
                .put("name", user.name().value())
                .put("role", user.role().word())
                .put("hasPassword", user.hasPassword())
                .put("createdAt", user.createdAt().toString())
                .put("createdBy", user.createdBy()));
        return array;
    }

    static List<StoredUser> readUsers(JsonNode array) {
        List<StoredUser> users = new ArrayList<>();
        array.forEach(node -> users.add(new StoredUser(
                name(node, "name"),
                role(node),
                node.path("hasPassword").asBoolean(),
                Instant.parse(node.path("createdAt").asText()),
                node.path("createdBy").asText())));
        return users;
    }

    public static ArrayNode tokens(List<StoredToken> tokens) {
        ArrayNode array = JSON.arrayNode();
        tokens.forEach(token -> {
            ObjectNode node = array.addObject()
                    .put("id", token.id())
                    .put("user", token.user().value())
                    .put("role", token.role().word())
                    .put("label", token.label());
            words(node, token.permissions());
            node.put("createdAt", token.createdAt().toString())
                    .put("expiresAt", token.expiresAt().toString());
            token.seenAt().ifPresent(seen -> node.put("seenAt", seen.toString()));
        });
        return array;
    }

    static List<StoredToken> readTokens(JsonNode array) {
        List<StoredToken> tokens = new ArrayList<>();
        array.forEach(node -> tokens.add(new StoredToken(
                node.path("id").asLong(),
                name(node, "user"),
                role(node),
                node.path("label").asText(),
                permissions(node),
                Instant.parse(node.path("createdAt").asText()),
                Instant.parse(node.path("expiresAt").asText()),
                Optional.ofNullable(node.get("seenAt")).map(JsonNode::asText).map(Instant::parse))));
        return tokens;
    }

    static ObjectNode of(TokenRequest request) {
        ObjectNode node = JSON.objectNode().put("user", request.user().value()).put("label", request.label());
        words(node, request.permissions());
        return node.put("validSeconds", request.valid().toSeconds());
    }

    /**
     * Reads what {@link #of(TokenRequest)} has written.
     *
     * @throws IllegalArgumentException with a sentence, if it is not of that form
     */
    public static TokenRequest tokenRequest(JsonNode node) {
        return new TokenRequest(
                name(node, "user"),
                node.path("label").asText(),
                permissions(node),
                Duration.ofSeconds(node.path("validSeconds").asLong()));
    }

    /**
     * The role of a node.
     *
     * @throws IllegalArgumentException with a sentence, if it names none
     */
    public static Role role(JsonNode node) {
        String word = node.path("role").asText();
        return Role.of(word).orElseThrow(() -> new IllegalArgumentException("`role` is one of " + Role.words()));
    }

    /**
     * The name of a user.
     *
     * @throws IllegalArgumentException with a sentence, if it is none
     */
    public static UserName name(JsonNode node, String key) {
        return new UserName(node.path(key).asText());
    }

    private static void words(ObjectNode node, Set<Permission> permissions) {
        ArrayNode words = node.putArray("permissions");
        permissions.stream().sorted().forEach(permission -> words.add(permission.word()));
    }

    private static Set<Permission> permissions(JsonNode node) {
        Set<Permission> permissions = new LinkedHashSet<>();
        node.path("permissions")
                .forEach(word -> permissions.add(Permission.of(word.asText())
                        .orElseThrow(() ->
                                new IllegalArgumentException("`permissions` are some of " + Permission.words()))));
        return permissions;
    }
}
