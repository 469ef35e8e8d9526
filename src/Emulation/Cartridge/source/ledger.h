/* The input ledger: what the game saw of its buttons, at fixed addresses. See ../README.md for the layout. */
#ifndef LEDGER_H
#define LEDGER_H

#include <stdint.h>

#define LEDGER_CAPACITY 256

struct ledger {
    uint8_t magic[4];                 /* 0xC100 */
    uint32_t count;                   /* 0xC104 */
    uint32_t frame;                   /* 0xC108 */
    uint16_t capacity;                /* 0xC10C */
    uint16_t reserved;                /* 0xC10E */
    uint8_t buttons[LEDGER_CAPACITY]; /* 0xC110 */
    uint32_t frames[LEDGER_CAPACITY]; /* 0xC210 */
    uint32_t hash;                    /* 0xC610 */
};

extern volatile struct ledger __at(0xC100) ledger;

void ledger_open(void);

/* Counts one frame and enters the buttons that went down in it, if any. Returns those buttons. */
uint8_t ledger_enter(uint8_t held);

#endif
