using System.Globalization;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Server.Callers;

namespace ActorInput.Emulation.Server.Problems;

/// <summary>What can be wrong with a request.</summary>
internal static class RequestProblems
{
    private const int ShownLength = 60;

    public static Problem EmptyBody =>
        new Problem(400, "malformedJson", "The body is not JSON", "The body is empty; needed is a JSON object.").With("line", 0L).With("position", 0L);

    public static Problem MalformedJson(long line, long position, string reason) =>
        new Problem(400, "malformedJson", "The body is not JSON", $"The body is not JSON at line {line + 1}, position {position + 1}: {reason}")
            .With("line", line)
            .With("position", position);

    /// <summary>The clause that says which whole numbers are allowed.</summary>
    public static string AllowedRange(long least, long most) => string.Create(CultureInfo.InvariantCulture, $"allowed is a whole number, {least} to {most}");

    public static Problem Invalid(string member, string value, string allowed) =>
        new Problem(400, "invalidRequest", "The request is not valid", $"{member} is {Shown(value)}; {allowed}.").With("member", member);

    public static Problem Missing(string member, string allowed) =>
        new Problem(400, "invalidRequest", "The request is not valid", $"{member} is missing; {allowed}.").With("member", member);

    public static Problem UnknownMember(string member, string? place, string allowed) =>
        new Problem(400, "invalidRequest", "The request is not valid", $"There is no member {Shown(member)}{(place is null ? "" : $" in {place}")}; allowed are {allowed}.")
            .With("member", Shown(member));

    public static Problem InvalidInput(string member, int? index, InputParseError error, ReadOnlySpan<char> text)
    {
        var start = Math.Min(error.Position, text.Length);
        var token = text.Slice(start, Math.Min(error.Length, text.Length - start)).ToString();
        var problem = new Problem(400, "invalidInput", "The input is not valid", $"{member}: {error.Describe(text)}");
        if (index is { } at)
            problem = problem.With("index", (long)at);
        return problem.With("token", Shown(token)).With("position", (long)error.Position);
    }

    public static Problem TooManyFrames(long frames, int most) =>
        new Problem(400, "invalidRequest", "The request is not valid", $"inputs takes {frames} frames with holds and waits; at most {most} are allowed in one request.")
            .With("member", "inputs");

    public static Problem BodyTooLarge(string detail) => new(413, "bodyTooLarge", "The body is too large", detail);

    public static Problem MemoryRange(string address, int length) => Memory(
        "memoryRange",
        "The memory cannot be read",
        $"Not all of the {length} bytes from {address} are mapped. 0xFEA0 to 0xFEFF and addresses above 0xFFFF never are; 0xA000 to 0xBFFF is if the cartridge has RAM.",
        address,
        length);

    public static Problem MemoryBank(string wrong, string address, int length, int bank) =>
        Memory("memoryBank", "There is no such bank", char.ToUpperInvariant(wrong[0]) + wrong[1..], address, length).With("bank", (long)bank);

    /// <summary>Why memory could not be read.</summary>
    public static Problem MemoryRead(MemoryAccess access, string address, int length, int? bank) =>
        access == MemoryAccess.NoSuchBank && bank is { } asked
            ? MemoryBank($"this cartridge or console has no bank {asked} at {address}.", address, length, asked)
            : MemoryRange(address, length);

    /// <summary>Why memory was not written. Nothing was.</summary>
    public static Problem MemoryWrite(MemoryAccess access, string address, int length, int? bank) => access != MemoryAccess.ReadOnly
        ? MemoryRead(access, address, length, bank) with { Title = "The memory cannot be written" }
        : Memory(
            "memoryReadOnly",
            "The memory cannot be written",
            $"Not all of the {length} bytes from {address} can be written. Work RAM (0xC000 to 0xFDFF with its echo), video RAM, cartridge RAM, OAM (0xFE00 to 0xFE9F) and high RAM (0xFF80 to 0xFFFE) can; "
                + "ROM, I/O registers and 0xFFFF cannot.",
            address,
            length);

    public static Problem NoBattery(string cartridge) =>
        new(422, "noBattery", "The cartridge has no battery", $"The cartridge '{cartridge}' has no battery that keeps its RAM.");

    public static Problem BatteryLength(int length, int expected) =>
        new Problem(400, "batteryLength", "The battery has the wrong length", $"The battery has {length} bytes; this cartridge's keeps {expected}.")
            .With("length", (long)length)
            .With("expected", (long)expected);

    public static Problem NoSavestates(GameIdentity core) => new(
        409,
        "notSupported",
        "The game has no savestates",
        $"The core {core.Core} {core.CoreVersion} has no savestates that can be trusted: this game cannot be saved or loaded, and has no state hash.");

    public static Problem StateLength(long length, int expected) =>
        new Problem(400, "stateLength", "The state has the wrong length", $"The state has {length} bytes; this game's have {expected}. States that an earlier version saved cannot be loaded.")
            .With("length", length)
            .With("expected", (long)expected);

    public static Problem StateHash(string hash, string expected) =>
        new Problem(400, "stateHash", "The state is not what was announced", $"The state's SHA-256 is {hash}; announced was {Shown(expected)}.")
            .With("stateHash", hash);

    public static Problem StateHashMissing(string header) => new(
        400,
        "stateHash",
        "The state is not what was announced",
        $"The state's SHA-256 is missing; send it in hex as the header {header}, as GET /state gave it, or as ?sha256=. A state that was altered on the way can hang the game.");

    public static Problem StateRefused(string why) => new(
        400,
        "stateRefused",
        "The game refuses the state",
        $"The game refuses the state and is unchanged: {why}");

    public static Problem ForeignState(ForeignStateException foreign) =>
        new Problem(409, "foreignState", "The state belongs to another game", $"{foreign.Message} The game is unchanged.")
            .With("foundCartridge", foreign.Found.CartridgeSha256)
            .With("foundCore", foreign.Found.Core)
            .With("foundVersion", foreign.Found.CoreVersion)
            .With("wantedCartridge", foreign.Expected.CartridgeSha256)
            .With("wantedCore", foreign.Expected.Core)
            .With("wantedVersion", foreign.Expected.CoreVersion);

    public static Problem Overloaded(int most) =>
        new(429, "overloaded", "Too many requests wait for this game", $"{most} requests wait for this game; it takes no more.");

    public static Problem Refused(CallerRefusal refusal) => new(403, refusal.Code, "The caller is not allowed", refusal.Detail);

    public static Problem NotFound(string path) => new(404, "notFound", "There is nothing here", $"No route is {Shown(path)}.");

    public static Problem MethodNotAllowed(string method, string path) =>
        new(405, "methodNotAllowed", "The method is not allowed", $"{Shown(path)} does not take {method}.");

    private static Problem Memory(string code, string title, string detail, string address, int length) =>
        new Problem(400, code, title, detail).With("address", address).With("length", (long)length);

    private static string Shown(string value) => value.Length > ShownLength ? $"'{value[..ShownLength]}…'" : $"'{value}'";
}
