package io.tidemark.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.tidemark.access.Permission;

/** Adds routes, each with its rule: there is no way to add one without. */
record GuardedRoutes(RoutesConfig routes, OnlyOnce once) {
    void open(HandlerType method, String path, Handler handler) {
        add(method, path, handler, Rule.Open.TO_ALL);
    }

    void page(HandlerType method, String path, Permission needs, Handler handler) {
        add(method, path, handler, new Rule.Page(needs));
    }

    void api(HandlerType method, String path, Permission needs, Handler handler) {
        add(method, path, handler, new Rule.Api(needs));
    }

    /** One of the API that changes something, which is done once however often it is sent with one key. */
    void change(HandlerType method, String path, Permission needs, Handler handler) {
        api(method, path, needs, once.guarding(handler));
    }

    void scrape(HandlerType method, String path, Handler handler) {
        add(method, path, handler, Rule.Scrape.FIGURES);
    }

    private void add(HandlerType method, String path, Handler handler, Rule rule) {
        routes.addHttpHandler(method, path, handler, rule);
    }
}
