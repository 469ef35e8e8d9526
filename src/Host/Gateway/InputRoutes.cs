using ActorInput.Actors.Hosting;
using ActorInput.Contracts.Access;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using ActorInput.Host.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ActorInput.Host.Gateway;

/// <summary>Pressing: one input, or a batch.</summary>
internal static class InputRoutes
{
    public static void MapInputs(this RouteGroupBuilder emulators)
    {
        emulators.MapPost("/{id}/inputs", SendInput).WithName("pressInput").NeedsScope(AccessScopes.Send).TakesHeaders(RouteTerms.KeyHeader, RouteTerms.LeaseHeader)
            .Accepts<InputRequest>("application/json", Routes.AnyType)
            .WithProblems(400, 404, 409, 410, 413, 422, 423, 429, 503, 504)
            .WithSummary("Press").WithDescription("Presses the buttons in order and answers when all of them were applied, or with the reason why not.");
        emulators.MapPost("/{id}/batches", SendBatch).WithName("pressBatch").NeedsScope(AccessScopes.Send).TakesHeaders(RouteTerms.KeyHeader, RouteTerms.LeaseHeader)
            .Accepts<BatchRequest>("application/json", Routes.AnyType)
            .WithProblems(400, 404, 409, 410, 413, 422, 423, 429, 503, 504)
            .WithSummary("Press a batch").WithDescription("Presses several inputs in order, with one result each.");
    }

    private static async Task<Results<Ok<InputReplyBody>, ProblemResult>> SendInput(
        string id, HttpRequest request, EmulatorClient client, HttpOptions http, ActorInputOptions node, CancellationToken token)
    {
        if (!EmulatorId.TryParse(id, out var emulator))
            return Routes.BadId(id);
        if (!(await BodyReader.ReadAsync<InputRequest>(request, http.MaxBodyBytes)).TryGet(out var body, out var problem)
            || !RouteTerms.Read(body, request).TryGet(out var terms, out problem)
            || !body.ToInput(node.Limits).TryGet(out var input, out problem))
        {
            return problem;
        }

        if (!(await client.WriteAsync<InputReply>(new SendInput(emulator, input, terms), token)).TryGet(out var reply, out problem))
            return problem;
        return reply.Outcome == InputOutcome.Applied ? TypedResults.Ok(InputReplyBody.From(reply)) : Problems.Of(reply);
    }

    private static async Task<Results<Ok<BatchReplyBody>, ProblemResult>> SendBatch(
        string id, HttpRequest request, EmulatorClient client, HttpOptions http, ActorInputOptions node, CancellationToken token)
    {
        if (!EmulatorId.TryParse(id, out var emulator))
            return Routes.BadId(id);
        if (!(await BodyReader.ReadAsync<BatchRequest>(request, http.MaxBodyBytes)).TryGet(out var body, out var problem)
            || !RouteTerms.Read(body, request).TryGet(out var terms, out problem)
            || !body.ToBatch(node.Limits).TryGet(out var batch, out problem))
        {
            return problem;
        }

        var message = new SendBatch(emulator, batch, body.Mode ?? DispatchMode.Coalesced, terms);
        if (!(await client.WriteAsync<BatchReply>(message, token)).TryGet(out var reply, out problem))
            return problem;
        return reply.Outcome == InputOutcome.Applied ? TypedResults.Ok(BatchReplyBody.From(reply)) : Problems.Of(reply);
    }
}
