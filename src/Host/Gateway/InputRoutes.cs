using ActorInput.Actors.Hosting;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ActorInput.Host.Gateway;

/// <summary>Pressing: one input, or a batch.</summary>
internal static class InputRoutes
{
    public static void MapInputs(this RouteGroupBuilder emulators)
    {
        emulators.MapPost("/{id}/inputs", SendInput)
            .Accepts<InputRequest>("application/json", Routes.AnyType)
            .WithProblems(400, 404, 409, 410, 413, 422, 423, 429, 503, 504)
            .WithSummary("Press").WithDescription("Presses the buttons in order and answers once all of it was applied, or what became of it.");
        emulators.MapPost("/{id}/batches", SendBatch)
            .Accepts<BatchRequest>("application/json", Routes.AnyType)
            .WithProblems(400, 404, 409, 410, 413, 422, 423, 429, 503, 504)
            .WithSummary("Press a batch").WithDescription("Presses several inputs in order, with one result each.");
    }

    private static async Task<Results<Ok<InputReplyBody>, ProblemResult>> SendInput(
        string id, HttpRequest request, EmulatorClient client, HttpOptions http, ActorInputOptions node, CancellationToken token)
    {
        if (!EmulatorId.TryParse(id, out var emulator))
            return Routes.BadId(id);
        if (!(await BodyReader.ReadAsync(request, http.MaxBodyBytes)).TryGet(out var document, out var problem))
            return problem;
        SendInput message;
        using (document)
        {
            var body = new ObjectReader(document.RootElement);
            var text = body.Text("inputs", required: true);
            var timing = TimingReader.Read(body);
            if (!RouteTerms.Read(body, request).TryGet(out var terms, out problem))
                return problem;
            if (!InputSequence.TryParse(text, node.Limits, out var input, out var error))
                return Problems.Of(StatusCodes.Status400BadRequest, "badInput", $"inputs: {error.Describe(text)}");
            input = input.WithTiming(timing);
            if (node.Limits.Problem(input) is { } large)
                return Problems.Of(StatusCodes.Status400BadRequest, "badInput", $"inputs: {large}");
            message = new SendInput(emulator, input, terms);
        }

        if (!(await client.WriteAsync<InputReply>(message, token)).TryGet(out var reply, out problem))
            return problem;
        return reply.Outcome == InputOutcome.Applied ? TypedResults.Ok(InputReplyBody.From(reply)) : Problems.Of(reply);
    }

    private static async Task<Results<Ok<BatchReplyBody>, ProblemResult>> SendBatch(
        string id, HttpRequest request, EmulatorClient client, HttpOptions http, ActorInputOptions node, CancellationToken token)
    {
        if (!EmulatorId.TryParse(id, out var emulator))
            return Routes.BadId(id);
        if (!(await BodyReader.ReadAsync(request, http.MaxBodyBytes)).TryGet(out var document, out var problem))
            return problem;
        SendBatch message;
        using (document)
        {
            var body = new ObjectReader(document.RootElement);
            var texts = body.Texts("inputs");
            var timing = TimingReader.Read(body);
            var mode = body.OneOf<DispatchMode>("mode") ?? DispatchMode.Coalesced;
            if (!RouteTerms.Read(body, request).TryGet(out var terms, out problem))
                return problem;
            if (!TimingReader.TryParse(texts!, timing, node.Limits, out var batch, out var wrong))
                return Problems.Of(StatusCodes.Status400BadRequest, "badInput", wrong);
            message = new SendBatch(emulator, batch, mode, terms);
        }

        if (!(await client.WriteAsync<BatchReply>(message, token)).TryGet(out var reply, out problem))
            return problem;
        return reply.Outcome == InputOutcome.Applied ? TypedResults.Ok(BatchReplyBody.From(reply)) : Problems.Of(reply);
    }
}
