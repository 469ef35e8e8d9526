#include "hardware.h"
#include "world.h"

volatile struct hero __at(0xC620) hero;
volatile uint8_t __at(0xC630) cells[WORLD_WIDTH * WORLD_HEIGHT];

/* T tree, [ ] roof, { wall, } door, . grass, , flower, : path, ~ water, = bridge. */
static const char plan[] =
    "TTTTTTT~~T"
    "T[].,.~~~T"
    "T{}..,.~~T"
    "T.:,....~T"
    "T.::::::=:"
    "T,..:..,~~"
    "T..,:.T.~~"
    "TTTT:TTTTT";

static const char letters[] = ".~,T[]{}:=";
static const uint8_t meanings[] = {
    GRASS, WATER, FLOWER, TREE, ROOF_LEFT, ROOF_RIGHT, WALL, DOOR, PATH, BRIDGE,
};

/* The ground under a stone, to give it back when the stone is taken away. */
static uint8_t ground[WORLD_WIDTH * WORLD_HEIGHT];

void world_open(void) {
    uint8_t i;
    uint8_t k;
    for (i = 0; i != WORLD_WIDTH * WORLD_HEIGHT; i++) {
        k = 0;
        while (letters[k] != plan[i]) {
            k++;
        }
        cells[i] = meanings[k];
    }
    hero.x = 4;
    hero.y = 4;
    hero.facing = FACE_DOWN;
}

static uint8_t is_walkable(uint8_t cell) {
    switch (cell) {
        case GRASS:
        case FLOWER:
        case PATH:
        case BRIDGE:
        case STEPPING_STONE:
            return 1;
        default:
            return 0;
    }
}

/* The index of the cell that the hero faces, or NO_CELL at the edge of the world. */
static uint8_t faced_cell(void) {
    uint8_t x = hero.x;
    uint8_t y = hero.y;
    switch (hero.facing) {
        case FACE_UP:
            if (y == 0) return NO_CELL;
            y--;
            break;
        case FACE_DOWN:
            if (y == WORLD_HEIGHT - 1) return NO_CELL;
            y++;
            break;
        case FACE_LEFT:
            if (x == 0) return NO_CELL;
            x--;
            break;
        default:
            if (x == WORLD_WIDTH - 1) return NO_CELL;
            x++;
            break;
    }
    return (uint8_t)(y * WORLD_WIDTH + x);
}

static void walk(uint8_t facing) {
    uint8_t target;
    hero.facing = facing;
    target = faced_cell();
    if (target == NO_CELL) return;
    if (!is_walkable(cells[target])) return;
    hero.steps = hero.steps + 1;
    switch (facing) {
        case FACE_UP:
            hero.y = hero.y - 1;
            break;
        case FACE_DOWN:
            hero.y = hero.y + 1;
            break;
        case FACE_LEFT:
            hero.x = hero.x - 1;
            break;
        default:
            hero.x = hero.x + 1;
            break;
    }
}

/* A: a flower grows on the grass that the hero faces, or is picked. Returns whether the cell changed. */
static uint8_t plant_or_pick(uint8_t target) {
    if (cells[target] == GRASS) {
        cells[target] = FLOWER;
        return 1;
    }
    if (cells[target] == FLOWER) {
        cells[target] = GRASS;
        hero.picked = hero.picked + 1;
        return 1;
    }
    return 0;
}

/* B: a stone is laid on the ground that the hero faces, or taken away. In water it is a stone to step on. */
static uint8_t lay_or_lift(uint8_t target) {
    uint8_t cell = cells[target];
    if (cell == STONE || cell == STEPPING_STONE) {
        cells[target] = ground[target];
        return 1;
    }
    if (cell == GRASS || cell == PATH || cell == WATER) {
        ground[target] = cell;
        cells[target] = cell == WATER ? STEPPING_STONE : STONE;
        return 1;
    }
    return 0;
}

uint8_t world_press(uint8_t pressed) {
    uint8_t target;
    uint8_t changed = 0;
    /* One step a press, whatever else goes down with it. */
    if (pressed & UP_BUTTON) walk(FACE_UP);
    else if (pressed & DOWN_BUTTON) walk(FACE_DOWN);
    else if (pressed & LEFT_BUTTON) walk(FACE_LEFT);
    else if (pressed & RIGHT_BUTTON) walk(FACE_RIGHT);
    if (pressed & START_BUTTON) hero.night = hero.night ^ 1;
    if (pressed & SELECT_BUTTON) hero.colour = (hero.colour + 1) & 3;
    target = faced_cell();
    if (target == NO_CELL) return NO_CELL;
    if (pressed & A_BUTTON) changed |= plant_or_pick(target);
    if (pressed & B_BUTTON) changed |= lay_or_lift(target);
    return changed ? target : NO_CELL;
}
