using System.Buffers;
using ActorInput.Faults.Answers;
using ActorInput.Faults.Games;
using ActorInput.Faults.Plans;
using ActorInput.Faults.Serving;
using ActorInput.Faults.Timing;
using Microsoft.AspNetCore.Http;

namespace ActorInput.Faults.Native;

/// <summary>POST /inputs: with a fast path for requests without a fault and without service time.</summary>
internal sealed class InputsEndpoint(FaultPerformer performer)
{
    public async Task HandleAsync(HttpContext context, FaultyGame game)
    {
        var body = await RequestBody.ReadAsync(context.Request);
        var request = InputsReader.Read(body, game.Core.IsRecording, out var problem);
        RequestBody.Release(context.Request, body);
        if (request is null)
            await AnswerSender.SendAsync(context, problem!);
        else if (game.Service.Kind == ServiceKind.Instant && game.Plan.IsUsedUp && game.Core.TryPress(request, out var outcome))
            await SendAsync(context, outcome);
        else
            await performer.PressAsync(context, game, request, AnswerOf);
    }

    private static async Task SendAsync(HttpContext context, PressOutcome outcome)
    {
        if (outcome.Verdict != PressVerdict.Applied)
        {
            if (AnswerOf(outcome, Fault.None) is { } answer)
                await AnswerSender.SendAsync(context, answer);
            else
                context.Abort();
            return;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(InputsAnswer.MostLength(outcome));
        try
        {
            var length = InputsAnswer.Write(outcome, buffer);
            context.Response.ContentType = Answer.Json;
            context.Response.ContentLength = length;
            await context.Response.BodyWriter.WriteAsync(buffer.AsMemory(0, length), context.RequestAborted);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static Answer? AnswerOf(PressOutcome outcome, Fault fault)
    {
        switch (outcome.Verdict)
        {
            case PressVerdict.Applied:
                var buffer = new byte[InputsAnswer.MostLength(outcome)];
                return new Answer(200, Answer.Json, buffer.AsMemory(0, InputsAnswer.Write(outcome, buffer)));
            case PressVerdict.Half:
                return ProblemAnswers.GameFailed(outcome.Ticket);
            case PressVerdict.LifeEnded or PressVerdict.SessionTimeout or PressVerdict.NotInitialized:
                return null;
            default:
                return ProblemAnswers.Refused(outcome);
        }
    }
}
