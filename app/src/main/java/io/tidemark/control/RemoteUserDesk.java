package io.tidemark.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tidemark.access.Role;
import io.tidemark.access.UserName;
import io.tidemark.login.Token;
import io.tidemark.login.TokenRequest;
import io.tidemark.login.UserDesk;
import io.tidemark.store.login.ApiTokenStore.StoredToken;
import io.tidemark.store.login.StoredUser;
import java.util.List;

/** Users and tokens of a running operator. */
public record RemoteUserDesk(OperatorCall operator) implements UserDesk {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Override
    public List<StoredUser> users() {
        return UserJson.readUsers(operator.get("/v1/users"));
    }

    @Override
    public Token add(UserName name, Role role) {
        return token(operator.post(
                "/v1/users", JSON.objectNode().put("name", name.value()).put("role", role.word())));
    }

    @Override
    public void setRole(UserName name, Role role) {
        operator.post("/v1/users/" + name + "/role", JSON.objectNode().put("role", role.word()));
    }

    @Override
    public Token reset(UserName name) {
        return token(operator.post("/v1/users/" + name + "/reset", JSON.objectNode()));
    }

    @Override
    public void remove(UserName name) {
        operator.delete("/v1/users/" + name);
    }

    @Override
    public List<StoredToken> tokens() {
        return UserJson.readTokens(operator.get("/v1/tokens"));
    }

    @Override
    public Token issue(TokenRequest request) {
        return token(operator.post("/v1/tokens", UserJson.of(request)));
    }

    @Override
    public void revoke(long id) {
        operator.delete("/v1/tokens/" + id);
    }

    private static Token token(JsonNode answer) {
        return new Token(answer.path("token").asText());
    }
}
