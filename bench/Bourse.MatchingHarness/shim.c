/*
 * Loads Bourse.Matching into the matching-engine benchmark's harness: a C library with the harness's interface that
 * hosts the .NET runtime and hands every call on. Nothing is matched here.
 *
 *   BOURSE_HARNESS_DIR   the folder of Bourse.MatchingHarness.dll; default: beside this library
 *   BOURSE_TRANSPORT     ring: reports travel over the library's own event ring (default); harness: over the harness's queue
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <limits.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <coreclr_delegates.h>
#include <hostfxr.h>
#include <nethost.h>

#include "matching_engine_api.h"

#define EXPORT __attribute__((visibility("default")))

static void (*open_ring)(uint32_t capacity);
static void (*start)(void* push, void* queue, void* discard);
static void (*on_batch)(const void* messages, uint32_t count);
static uint32_t (*drain)(void* into, uint32_t count_max);
static int64_t (*best_bid)(void);
static int64_t (*best_ask)(void);
static uint64_t (*quantity_at)(int64_t price, uint8_t side);

static void fail(const char* what, int code) {
    fprintf(stderr, "bourse shim: %s (0x%x)\n", what, (unsigned)code);
    abort();
}

static void folder_of_this(char* path) {
    const char* set = getenv("BOURSE_HARNESS_DIR");
    Dl_info self;
    if (set != NULL) {
        snprintf(path, PATH_MAX, "%s", set);
    } else if (dladdr((void*)folder_of_this, &self) && realpath(self.dli_fname, path) != NULL) {
        *strrchr(path, '/') = '\0';
    } else {
        fail("cannot find its own folder", 0);
    }
}

static void* must_find(void* library, const char* name) {
    void* symbol = dlsym(library, name);
    if (symbol == NULL)
        fail(name, 0);
    return symbol;
}

static load_assembly_and_get_function_pointer_fn load_runtime(const char* folder) {
    char_t hostfxr[PATH_MAX];
    size_t size = sizeof(hostfxr) / sizeof(char_t);
    int code = get_hostfxr_path(hostfxr, &size, NULL);
    if (code != 0)
        fail("no .NET runtime found", code);
    void* library = dlopen(hostfxr, RTLD_LAZY | RTLD_LOCAL);
    if (library == NULL)
        fail(dlerror(), 0);
    hostfxr_initialize_for_runtime_config_fn initialize = must_find(library, "hostfxr_initialize_for_runtime_config");
    hostfxr_get_runtime_delegate_fn get_delegate = must_find(library, "hostfxr_get_runtime_delegate");
    hostfxr_close_fn close_host = must_find(library, "hostfxr_close");

    char config[PATH_MAX + 64];
    snprintf(config, sizeof(config), "%s/Bourse.MatchingHarness.runtimeconfig.json", folder);
    hostfxr_handle host = NULL;
    code = initialize(config, NULL, &host);
    if (code < 0 || host == NULL)
        fail(config, code);
    void* load = NULL;
    code = get_delegate(host, hdt_load_assembly_and_get_function_pointer, &load);
    if (code != 0 || load == NULL)
        fail("no loader", code);
    close_host(host);
    return (load_assembly_and_get_function_pointer_fn)load;
}

static void bind_engine(void) {
    static const struct { const char* name; void* into; } methods[] = {
        { "OpenRing", &open_ring }, { "Start", &start },      { "OnBatch", &on_batch },       { "Drain", &drain },
        { "BestBid", &best_bid },   { "BestAsk", &best_ask }, { "QuantityAt", &quantity_at },
    };
    char folder[PATH_MAX], assembly[PATH_MAX + 64];
    folder_of_this(folder);
    snprintf(assembly, sizeof(assembly), "%s/Bourse.MatchingHarness.dll", folder);
    load_assembly_and_get_function_pointer_fn load = load_runtime(folder);
    for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++) {
        int code = load(assembly, "Bourse.MatchingHarness.Engine, Bourse.MatchingHarness", methods[i].name,
                        UNMANAGEDCALLERSONLY_METHOD, NULL, methods[i].into);
        if (code != 0)
            fail(methods[i].name, code);
    }
}

/* The runtime's own threads inherit the affinity of the thread that starts it: widen it meanwhile, or they would run on
 * the matcher's core. */
static void boot(void) {
    static int is_booted = 0;
    if (is_booted)
        return;
    cpu_set_t pinned, all;
    sched_getaffinity(0, sizeof(pinned), &pinned);
    memset(&all, 0xff, sizeof(all));
    sched_setaffinity(0, sizeof(all), &all);
    bind_engine();
    sched_setaffinity(0, sizeof(pinned), &pinned);
    is_booted = 1;
}

static void* ring_create(uint32_t capacity) {
    open_ring(capacity);
    return (void*)open_ring;
}

static uint32_t ring_drain(void* handle, me_report_t* into, uint32_t count_max) {
    (void)handle;
    return drain(into, count_max);
}

static int discard(void* handle, const me_report_t* report) {
    (void)handle, (void)report;
    return 1;
}

static void ring_nothing(void* handle) { (void)handle; }

EXPORT const me_transport_t* engine_get_transport(void) {
    static const me_transport_t ring = { ring_create, discard, ring_drain, ring_nothing, ring_nothing };
    const char* transport = getenv("BOURSE_TRANSPORT");
    boot();
    return transport != NULL && strcmp(transport, "harness") == 0 ? NULL : &ring;
}

EXPORT void engine_init(uint64_t seed, const me_transport_t* transport, void* report_sink) {
    (void)seed;
    boot();
    start((void*)transport->push, report_sink, (void*)discard);
}

EXPORT void engine_shutdown(void) {}

EXPORT void engine_on_batch(const me_msg_t* messages, uint32_t count) { on_batch(messages, count); }

EXPORT void engine_on_new_order(const new_order_t* order) {
    me_msg_t message = { .type = 0, .no = *order };
    on_batch(&message, 1);
}

EXPORT void engine_on_cancel(const cancel_t* cancel) {
    me_msg_t message = { .type = 1, .c = *cancel };
    on_batch(&message, 1);
}

EXPORT void engine_on_modify(const modify_t* modify) {
    me_msg_t message = { .type = 2, .md = *modify };
    on_batch(&message, 1);
}

/* Every call matches and reports before it returns. */
EXPORT void engine_flush(void) {}

EXPORT int64_t engine_query_best_bid(void) { return best_bid(); }

EXPORT int64_t engine_query_best_ask(void) { return best_ask(); }

EXPORT uint64_t engine_query_depth_at(int64_t price_ticks, uint8_t side) { return quantity_at(price_ticks, side); }
