using System.Text.Json;
using ActorInput.Emulation.Server.Problems;
using ActorInput.Emulation.Server.Requests;
using ActorInput.Emulation.Server.Writes;
using Microsoft.AspNetCore.Http;

namespace ActorInput.Emulation.Server.Endpoints;

/// <summary>
/// <c>POST /claim</c>: a new owner takes over. Later requests of the old owner are refused, and the answer says which of its writes were applied.
/// </summary>
internal sealed class ClaimEndpoint(HostedGame game)
{
    public async Task HandleAsync(HttpContext context)
    {
        WriteClaim claim;
        using (var body = await RequestBody.ReadAsync(context.Request))
            claim = body.Span.IsEmpty ? default : game.Requests.Read<ClaimRequest>(body.Span).ToClaim();

        var answer = await (claim.Id is { } id ? game.Claims.FirstAnswerAsync(id, () => ClaimAsync(claim)) : ClaimAsync(claim));
        await answer.SendAsync(context.Response, context.RequestAborted);
    }

    private async Task<WriteAnswer> ClaimAsync(WriteClaim claim)
    {
        var outcome = await game.Gate.ClaimAsync(claim);
        if (!outcome.IsGranted)
            throw new ProblemException(WriteProblems.NotHeld(claim.Held ?? 0, outcome.Epoch, game.Life));
        // Untagged writes do not go through the gate. Those that came before are done when this job has its turn.
        await game.Runner.RunAsync(static played => played.FramesRun, CancellationToken.None);
        return JsonAnswer.Ok((game.Life, outcome), static (json, told) => Write(json, told.Life, told.outcome));
    }

    private static void Write(Utf8JsonWriter json, string life, ClaimOutcome outcome)
    {
        json.WriteStartObject();
        json.WriteString("game"u8, life);
        json.WriteNumber("epoch"u8, outcome.Epoch);
        if (outcome.Resolved.Count > 0)
        {
            json.WriteStartArray("resolved"u8);
            foreach (var fate in outcome.Resolved)
                WriteFate(json, fate);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteFate(Utf8JsonWriter json, SequenceFate fate)
    {
        json.WriteStartObject();
        json.WriteNumber("sequence"u8, fate.Sequence);
        if (fate.Progress is { } progress)
        {
            json.WriteNumber("applied"u8, progress.Applied);
            json.WriteNumber("of"u8, progress.Of);
        }
        else if (fate.IsForgotten)
        {
            json.WriteBoolean("forgotten"u8, true);
        }
        else
        {
            json.WriteNumber("applied"u8, 0);
        }

        json.WriteEndObject();
    }
}
