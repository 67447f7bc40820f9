// The bounce pool in C, to measure ours against: the same three searches over the same tables, from
// the same description (facts/swiotlb-and-traces.md 1.1 to 1.6) and in the same words. It is handed a
// sequence and gives every address, so that the answers can be compared.
//
//   gcc -O2 -shared -fPIC -o libslots.so slots.c
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SEGMENT = 128, SHIFT = 11, V54 = 0, V61 = 1 };
#define IN_SLOT ((1ull << SHIFT) - 1)
#define NOTHING (~0ull)

struct pool {
    uint64_t start, page, min_align, boundary;
    int generation, slots, areas, area_slots, used, high_water;
    int *free, *hint, *area_used;
    uint64_t *buffer;
    uint16_t *length, *padding;
};

static uint64_t slots_for(uint64_t size) { return (size >> SHIFT) + ((size & IN_SLOT) != 0); }

void slots_reset(struct pool *p) {
    for (int i = 0; i < p->slots; i++) {
        p->free[i] = SEGMENT - i % SEGMENT < p->slots - i ? SEGMENT - i % SEGMENT : p->slots - i;
        p->buffer[i] = NOTHING;
    }
    memset(p->length, 0, p->slots * sizeof *p->length);
    memset(p->padding, 0, p->slots * sizeof *p->padding);
    memset(p->hint, 0, p->areas * sizeof *p->hint);
    memset(p->area_used, 0, p->areas * sizeof *p->area_used);
    p->used = p->high_water = 0;
}

struct pool *slots_new(int generation, uint64_t start, int slots, int areas, uint64_t page,
                       uint64_t min_align) {
    struct pool *p = calloc(1, sizeof *p);
    *p = (struct pool){.start = start, .page = page, .min_align = min_align,
                       .boundary = 0xffffffff, .generation = generation, .slots = slots,
                       .areas = areas, .area_slots = slots / areas};
    p->free = calloc(slots, sizeof *p->free);
    p->buffer = calloc(slots, sizeof *p->buffer);
    p->length = calloc(slots, sizeof *p->length);
    p->padding = calloc(slots, sizeof *p->padding);
    p->hint = calloc(areas, sizeof *p->hint);
    p->area_used = calloc(areas, sizeof *p->area_used);
    slots_reset(p);
    return p;
}

void slots_delete(struct pool *p) {
    free(p->free), free(p->buffer), free(p->length), free(p->padding);
    free(p->hint), free(p->area_used), free(p);
}

static int crosses(const struct pool *p, int slot, int count) {
    uint64_t wall = (p->boundary >> SHIFT) + 1;
    return ((slots_for(p->start & p->boundary) + slot) & (wall - 1)) + count > wall;
}

static int search_v54(const struct pool *p, uint64_t size, int count) {
    int stride = size >= p->page ? (int)slots_for(p->page) : 1;
    int start = (p->hint[0] + stride - 1) / stride * stride;
    start = start < p->slots ? start : 0;
    int i = start;
    do {
        if (!crosses(p, i, count) && p->free[i] >= count)
            return i;
        i += stride;
        i = i < p->slots ? i : 0;
    } while (i != start);
    return -1;
}

static int search_v61(const struct pool *p, int area, uint64_t orig, uint64_t size, int count) {
    uint64_t kept = orig ? p->min_align & ~IN_SLOT : 0, bus = p->start & p->boundary;
    int stride = (int)((p->min_align & ~IN_SLOT) >> SHIFT) + 1;
    stride *= size >= p->page ? (int)slots_for(p->page) : 1;
    int first = area * p->area_slots, slots = p->area_slots;
    int start = (p->hint[area] + stride - 1) / stride * stride;
    start = start < slots ? start : 0;
    int i = start;
    for (int seen = 0; seen <= slots; seen++) {
        int s = first + i;
        int aligned = (((bus + ((uint64_t)s << SHIFT)) ^ orig) & kept) == 0;
        if (aligned && !crosses(p, s, count) && p->free[s] >= count)
            return s;
        i += aligned ? stride : 1;
        i = i < slots ? i : 0;
        if (i == start)
            return -1;
    }
    return -2;
}

static int search_v612(const struct pool *p, int area, uint64_t orig, uint64_t size, int count) {
    uint64_t align = (!p->min_align && size >= p->page ? p->page - 1 : 0) | IN_SLOT;
    uint64_t low = p->min_align & ~align, kept = orig ? low : 0, bus = p->start & p->boundary;
    int stride = (int)((align > low ? align : low) >> SHIFT) + 1;
    int first = area * p->area_slots, slots = p->area_slots, i = p->hint[area];
    for (int seen = 0; seen < slots;) {
        int s = first + i;
        uint64_t at = bus + ((uint64_t)s << SHIFT);
        int aligned = (at & align & ~IN_SLOT) == 0 && ((at ^ orig) & kept) == 0;
        if (aligned && !crosses(p, s, count) && p->free[s] >= count)
            return s;
        int step = aligned ? stride : 1;
        seen += step;
        i += step;
        i = i < slots ? i : 0;
    }
    return -1;
}

static int search(const struct pool *p, uint64_t orig, uint64_t size, int cpu) {
    if (size > (uint64_t)p->slots << SHIFT)
        return -1;
    int count = (int)slots_for(size);
    for (int turn = 0; turn < p->areas; turn++) {
        int area = (cpu + turn) & (p->areas - 1);
        if (count > p->area_slots - p->area_used[area])
            continue;
        int slot = p->generation == V54   ? search_v54(p, size, count)
                   : p->generation == V61 ? search_v61(p, area, orig, size, count)
                                          : search_v612(p, area, orig, size, count);
        if (slot != -1)
            return slot;
    }
    return -1;
}

static void renumber(struct pool *p, int slot, int run) {
    for (int i = slot - 1; i >= 0 && i % SEGMENT != SEGMENT - 1 && p->free[i]; i--)
        p->free[i] = ++run;
}

uint64_t slots_map(struct pool *p, uint64_t orig, uint64_t size, int cpu) {
    uint64_t lead = p->generation == V54 ? 0 : orig & p->min_align & IN_SLOT;
    int slot = search(p, orig, size + lead, cpu);
    if (slot < 0)
        return NOTHING;
    int count = (int)slots_for(size + lead), area = slot / p->area_slots;
    for (int i = 0; i < count; i++) {
        p->free[slot + i] = 0;
        p->buffer[slot + i] = orig - lead + ((uint64_t)i << SHIFT);
    }
    p->length[slot] = (uint16_t)count;
    p->padding[slot] = 0;
    renumber(p, slot, 0);
    int next = slot - area * p->area_slots + count;
    p->hint[area] = next < p->area_slots ? next : 0;
    p->area_used[area] += count;
    p->used += count;
    p->high_water = p->used > p->high_water ? p->used : p->high_water;
    return p->start + ((uint64_t)slot << SHIFT) + lead;
}

void slots_unmap(struct pool *p, uint64_t address) {
    int data = (int)((address - p->start) >> SHIFT), slot = data - p->padding[data];
    int count = p->length[slot], end = slot + count;
    if (!count)
        return;
    p->length[slot] = p->padding[data] = 0;
    int run = end % SEGMENT == 0 || end == p->slots ? 0 : p->free[end];
    for (int i = end - 1; i >= slot; i--) {
        p->free[i] = ++run;
        p->buffer[i] = NOTHING;
    }
    renumber(p, slot, run);
    p->area_used[slot / p->area_slots] -= count;
    p->used -= count;
}

// Each step ends one mapping and makes another in its place.
void slots_run(struct pool *p, int steps, const uint64_t *buffers, const uint64_t *sizes,
               const int *places, uint64_t *live, uint64_t *answers) {
    for (int i = 0; i < steps; i++) {
        uint64_t *place = &live[places[i]];
        if (*place != NOTHING)
            slots_unmap(p, *place);
        answers[i] = *place = slots_map(p, buffers[i], sizes[i], i & 3);
    }
}
