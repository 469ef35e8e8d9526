using ActorInput.Faults.Answers;
using ActorInput.Faults.Games;
using ActorInput.Faults.Plans;
using ActorInput.Faults.Timing;
using Microsoft.AspNetCore.Http;

namespace ActorInput.Faults.Serving;

/// <summary>Passes a request to its game and the answer back to the caller, as far as its fault allows.</summary>
internal sealed class FaultPerformer(PreciseTimer timer, Func<TimeSpan, Task> refuseConnections, CancellationToken stopping)
{
    private readonly AnswerSender _sender = new(timer);

    /// <summary>Serves a request that does not press.</summary>
    public async Task ServeAsync(HttpContext context, FaultyGame game, RequestKind kind, Func<Task<Answer?>> act)
    {
        var fault = game.Plan.Next(kind);
        if (fault.Kind != FaultKind.None)
            game.Core.CountFault();
        if (fault.BusyMilliseconds > 0)
            await timer.WaitAsync(fault.BusyMilliseconds);
        await ServeAsync(context, game, fault, act);
    }

    /// <summary>Serves a request for presses.</summary>
    public async Task PressAsync(HttpContext context, FaultyGame game, PressRequest request, Func<PressOutcome, Fault, Answer?> answer)
    {
        var arrived = PreciseTimer.Now;
        var fault = game.Plan.Next(RequestKind.Press);
        if (fault.Kind != FaultKind.None)
            game.Core.CountFault();
        if (!fault.ReachesGame)
            game.Core.Lose(request, fault);
        await ServeAsync(context, game, fault, async () => answer(await game.Core.PressAsync(request, fault, arrived), fault));
    }

    private async Task ServeAsync(HttpContext context, FaultyGame game, Fault fault, Func<Task<Answer?>> act)
    {
        if (fault.ReachesGame)
            await ReachAsync(context, game, fault, act);
        else
            await MissAsync(context, game, fault);
    }

    private async Task ReachAsync(HttpContext context, FaultyGame game, Fault fault, Func<Task<Answer?>> act)
    {
        Answer? answer;
        game.TakeInHand();
        try
        {
            if (fault.Kind == FaultKind.ArriveLate)
                await timer.WaitAsync(fault.Milliseconds);
            answer = await act();
        }
        finally
        {
            game.LetGo();
        }

        if (fault.Kind is FaultKind.HangThenApply or FaultKind.ArriveLate)
            await UntilCallerGoesAsync(context);
        else if (answer is null || fault.Kind is FaultKind.ResetAfter or FaultKind.Restart || (fault.Aborts && MayAbort(fault.Kind)))
            context.Abort();
        else
            await _sender.SendAsync(context, answer, fault);
    }

    private async Task MissAsync(HttpContext context, FaultyGame game, Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.HangNever:
                await UntilCallerGoesAsync(context);
                return;
            case FaultKind.RefuseConnections:
                // Not awaited: it resets this request's connection, too, and that ends with the request.
                _ = refuseConnections(TimeSpan.FromMilliseconds(fault.Milliseconds));
                break;
            case FaultKind.Restart:
                game.Core.Restart();
                break;
            case FaultKind.StepsBackwards:
                game.Core.SetStepsTaken(0);
                break;
            default:
                break;
        }

        if (FaultAnswers.Of(fault, game.Dialect) is { } answer)
            await _sender.SendAsync(context, answer, fault);
        else
            context.Abort();
    }

    private static bool MayAbort(FaultKind kind) => kind is FaultKind.HalfApplied or FaultKind.StepsBackwards;

    private async Task UntilCallerGoesAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (context.RequestAborted.Register(() => gone.TrySetResult()))
        await using (stopping.Register(() => gone.TrySetResult()))
            await gone.Task;
        context.Abort();
    }
}
