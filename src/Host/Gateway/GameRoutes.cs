using System.Buffers;
using System.Text.Json;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ActorInput.Host.Gateway;

/// <summary>The game now: its state and its screen.</summary>
internal static class GameRoutes
{
    public static void MapGames(this RouteGroupBuilder emulators)
    {
        emulators.MapGet("/{id}/state", State).WithName("getState").WithProblems(400, 404, 422, 502, 503, 504)
            .Produces<JsonElement>(contentType: "application/json")
            .WithSummary("State").WithDescription("The game's state in the format of the emulator's dialect, with emulator, dialect and stateHash (SHA-256, hex; null if the server has no savestates).");
        emulators.MapGet("/{id}/screen.png", Screen).WithName("getScreen").WithProblems(400, 404, 422, 502, 503, 504)
            .Produces<byte[]>(contentType: "image/png").WithSummary("Screen");
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

    /// <summary>Writes the dialect's own members after ours; where names are equal, ours are written.</summary>
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
}
