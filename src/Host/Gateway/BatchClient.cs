using ActorInput.Actors.Balancing;
using ActorInput.Actors.Common;
using ActorInput.Actors.Hosting;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Hosting;

namespace ActorInput.Host.Gateway;

/// <summary>Gives batches to the node's balancer.</summary>
internal sealed class BatchClient(IRequiredActor<NodeBalancer> balancer, IClusterMembers members, ActorAsk ask, HttpOptions options)
{
    /// <summary>Runs the batches side by side. They go on when the caller stops waiting for the answer.</summary>
    public Task<Answer<BatchExecutions>> RunAsync(SubmitBatches batches, CancellationToken token)
    {
        // A balancer answers shortly after a batch's own time is up. For a batch without a time limit, the gateway's limit holds.
        var timeout = batches.Batches.Max(batch => batch.Timeout is { } own ? own + options.QueryTimeout : options.InputTimeout);
        var ids = string.Join(", ", batches.Batches.Take(8).Select(batch => $"'{batch.ExecutionId}'"));
        return ask.AskAsync<BatchExecutions, NodeBalancer>(
            balancer, batches, timeout, $"Execution {ids}{(batches.Batches.Length > 8 ? " …" : "")} did not end", token);
    }

    /// <summary>Stops an execution, whichever node's balancer it was given to.</summary>
    public async Task<Answer<CommandDone>> CancelAsync(string executionId, CancellationToken token)
    {
        var message = new CancelBatch(executionId);
        var answer = await ask.AskAsync<CommandDone, NodeBalancer>(balancer, message, options.QueryTimeout, "The balancer did not answer", token);
        // If no node knows the execution, return this node's answer.
        if (answer.Problem is not { Body.Code: "invalidRequest" })
            return answer;
        var others = await Task.WhenAll(members.Others(BatchBalancer.Name).Select(other => TryCancelAsync(other, message, token)));
        if (others.OfType<CommandDone>().FirstOrDefault() is { } done)
            return new(done);
        return others.OfType<RequestFailed>().FirstOrDefault(failed => failed.Code == ReplyCode.Cancelled) is { } ending
            ? new(Problems.Of(ending))
            : new(Problems.Of(StatusCodes.Status404NotFound, "unknownExecution", answer.Problem.Body.Detail));
    }

    private async Task<object?> TryCancelAsync(ICanTell other, CancelBatch message, CancellationToken token)
    {
        try
        {
            return await other.Ask<object>(message, options.QueryTimeout, token);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }
}
