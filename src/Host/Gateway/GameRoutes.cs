using System.Buffers;
using System.Text.Json;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ActorInput.Host.Gateway;

/// <summary>What the game looks like now: state, screen, memory.</summary>
internal static class GameRoutes
{
    private const int MaxMemoryLength = 8192;
    private const int MemoryEnd = 0x10000;

    public static void MapGames(this RouteGroupBuilder emulators)
    {
        emulators.MapGet("/{id}/state", State).WithProblems(400, 404, 422, 502, 503, 504)
            .Produces<JsonElement>(contentType: "application/json")
            .WithSummary("State").WithDescription("What the emulator's dialect tells, with emulator, dialect and stateHash (SHA-256, hex; null where the server cannot tell).");
        emulators.MapGet("/{id}/screen.png", Screen).WithProblems(400, 404, 422, 502, 503, 504)
            .Produces<byte[]>(contentType: "image/png").WithSummary("Screen");
        emulators.MapGet("/{id}/memory", Memory).WithProblems(400, 404, 422, 502, 503, 504)
            .WithSummary("Memory").WithDescription("address: 0xC100 or decimal, within 0 to 0xFFFF. length: 1 to 8192, default 1.");
    }

    private static async Task<Results<FileContentHttpResult, ProblemResult>> State(
        string id, HttpResponse response, EmulatorClient client, CancellationToken token)
    {
        if (!EmulatorId.TryParse(id, out var emulator))
            return Routes.BadId(id);
        var statusTask = client.QueryAsync<EmulatorStatus>(new GetStatus(emulator), token);
        var stateTask = client.QueryAsync<StateReply>(new GetState(emulator), token);
        await Task.WhenAll(statusTask, stateTask);
        if (!(await stateTask).TryGet(out var state, out var problem))
            return problem;
        response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(WriteState(state, (await statusTask).Value?.Dialect), "application/json; charset=utf-8");
    }

    private static async Task<Results<FileContentHttpResult, ProblemResult>> Screen(
        string id, HttpResponse response, EmulatorClient client, CancellationToken token)
    {
        if (!EmulatorId.TryParse(id, out var emulator))
            return Routes.BadId(id);
        if (!(await client.QueryAsync<ScreenReply>(new GetScreen(emulator), token)).TryGet(out var screen, out var problem))
            return problem;
        response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(screen.Png, "image/png");
    }

    private static async Task<Results<Ok<MemoryBody>, ProblemResult>> Memory(
        string id, string? address, string? length, EmulatorClient client, CancellationToken token)
    {
        if (!EmulatorId.TryParse(id, out var emulator))
            return Routes.BadId(id);
        if (!MemoryNumber.TryRead(address, out var first) || first >= MemoryEnd)
            return Problems.Of(StatusCodes.Status400BadRequest, "badAddress", $"address is {(address is null ? "missing" : $"'{Shown(address)}'")}; 0x0000 to 0xFFFF is allowed, in hexadecimal with 0x or in decimal.");
        if (!MemoryNumber.TryRead(length ?? "1", out var count) || count is < 1 or > MaxMemoryLength)
            return Problems.Of(StatusCodes.Status400BadRequest, "badAddress", $"length is '{Shown(length)}'; 1 to {MaxMemoryLength} is allowed.");
        if (first + count > MemoryEnd)
            return Problems.Of(StatusCodes.Status400BadRequest, "badAddress", $"{count} bytes from 0x{first:X4} leave the memory, which ends at 0xFFFF.");
        if (!(await client.QueryAsync<MemoryReply>(new ReadMemory(emulator, first, count), token)).TryGet(out var memory, out var problem))
            return problem;
        return TypedResults.Ok(MemoryBody.From(memory));
    }

    /// <summary>The dialect's own members behind ours; where names meet, ours are told.</summary>
    private static ReadOnlyMemory<byte> WriteState(StateReply state, string? dialect)
    {
        var buffer = new ArrayBufferWriter<byte>(state.Json.Length + 256);
        using var raw = JsonDocument.Parse(state.Json);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = GatewayJson.Instance.Options.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteString("emulator", state.Emulator.Value);
            writer.WriteString("dialect", dialect);
            writer.WriteString("stateHash", state.StateHash);
            foreach (var member in raw.RootElement.EnumerateObject())
            {
                if (member.Name is not ("emulator" or "dialect" or "stateHash"))
                    member.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static string Shown(string? text) => text is { Length: > 32 } ? $"{text.AsSpan(0, 32)}…" : text ?? "";
}
