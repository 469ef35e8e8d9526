using System.Globalization;

namespace ActorInput.Emulation.PokemonRed;

/// <summary>The items by number, written as in the game's bag.</summary>
internal static class ItemNames
{
    private const byte FirstHiddenMachine = 0xC4;
    private const byte FirstTechnicalMachine = 0xC9;
    private const byte LastTechnicalMachine = 0xFA;

    private static readonly NameTable Table = new(1, """
        MASTER BALL, ULTRA BALL, GREAT BALL, POKé BALL, TOWN MAP, BICYCLE, ?????, SAFARI BALL
        POKéDEX, MOON STONE, ANTIDOTE, BURN HEAL, ICE HEAL, AWAKENING, PARLYZ HEAL, FULL RESTORE
        MAX POTION, HYPER POTION, SUPER POTION, POTION, BOULDERBADGE, CASCADEBADGE, THUNDERBADGE, RAINBOWBADGE
        SOULBADGE, MARSHBADGE, VOLCANOBADGE, EARTHBADGE, ESCAPE ROPE, REPEL, OLD AMBER, FIRE STONE
        THUNDERSTONE, WATER STONE, HP UP, PROTEIN, IRON, CARBOS, CALCIUM, RARE CANDY
        DOME FOSSIL, HELIX FOSSIL, SECRET KEY, ?????, BIKE VOUCHER, X ACCURACY, LEAF STONE, CARD KEY
        NUGGET, PP UP, POKé DOLL, FULL HEAL, REVIVE, MAX REVIVE, GUARD SPEC., SUPER REPEL
        MAX REPEL, DIRE HIT, COIN, FRESH WATER, SODA POP, LEMONADE, S.S.TICKET, GOLD TEETH
        X ATTACK, X DEFEND, X SPEED, X SPECIAL, COIN CASE, OAK's PARCEL, ITEMFINDER, SILPH SCOPE
        POKé FLUTE, LIFT KEY, EXP.ALL, OLD ROD, GOOD ROD, SUPER ROD, PP UP, ETHER
        MAX ETHER, ELIXER, MAX ELIXER
        """);

    /// <summary>Gets the name of an item; for a number without one, "UNKNOWN_" and the number in hexadecimal.</summary>
    /// <param name="item">The number.</param>
    public static string Of(byte item) => item switch
    {
        >= FirstHiddenMachine and < FirstTechnicalMachine => Machine("HM", item - FirstHiddenMachine + 1),
        >= FirstTechnicalMachine and <= LastTechnicalMachine => Machine("TM", item - FirstTechnicalMachine + 1),
        _ => Table[item] ?? $"UNKNOWN_{item:X2}",
    };

    private static string Machine(string kind, int number) => kind + number.ToString("00", CultureInfo.InvariantCulture);
}
