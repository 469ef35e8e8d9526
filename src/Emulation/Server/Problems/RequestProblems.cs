using System.Text.Json;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Emulation.Server.Problems;

/// <summary>What can be wrong with a request.</summary>
internal static class RequestProblems
{
    private const int ShownLength = 60;

    public static Problem MalformedJson(JsonException cause) =>
        new Problem(400, "malformedJson", "The body is not JSON", cause.Message)
            .With("line", cause.LineNumber ?? 0)
            .With("position", cause.BytePositionInLine ?? 0);

    public static Problem Invalid(string member, string value, string allowed) =>
        new Problem(400, "invalidRequest", "The request is not valid", $"{member} is {Shown(value)}; {allowed}.").With("member", member);

    public static Problem Missing(string member, string allowed) =>
        new Problem(400, "invalidRequest", "The request is not valid", $"{member} is missing; {allowed}.").With("member", member);

    public static Problem UnknownMember(string member, string allowed) =>
        new Problem(400, "invalidRequest", "The request is not valid", $"There is no member {Shown(member)}; allowed are {allowed}.")
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

    public static Problem BodyTooLarge(string detail) => new(413, "bodyTooLarge", "The body is too large", detail);

    public static Problem MemoryRange(string address, int length) =>
        new Problem(400, "memoryRange", "The memory cannot be read", $"{length} bytes from {address} are not all in memory.")
            .With("address", address)
            .With("length", (long)length);

    public static Problem StateLength(long length, int expected) =>
        new Problem(400, "stateLength", "The state has the wrong length", $"The state has {length} bytes; this game's have {expected}.")
            .With("length", length)
            .With("expected", (long)expected);

    public static Problem StateHash(string hash, string expected) =>
        new Problem(400, "stateHash", "The state is not what was announced", $"The state's SHA-256 is {hash}; announced was {Shown(expected)}.")
            .With("stateHash", hash);

    public static Problem StateRefused(string detail) => new(400, "stateRefused", "The game refuses the state", detail);

    public static Problem Overloaded(int most) =>
        new(429, "overloaded", "Too many requests wait for this game", $"{most} requests wait for this game; it takes no more.");

    public static Problem NotFound(string path) => new(404, "notFound", "There is nothing here", $"No route is {Shown(path)}.");

    public static Problem MethodNotAllowed(string method, string path) =>
        new(405, "methodNotAllowed", "The method does not fit", $"{Shown(path)} does not take {method}.");

    private static string Shown(string value) => value.Length > ShownLength ? $"'{value[..ShownLength]}…'" : $"'{value}'";
}
