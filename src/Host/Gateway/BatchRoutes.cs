using ActorInput.Actors.Hosting;
using ActorInput.Contracts.Access;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using ActorInput.Host.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ActorInput.Host.Gateway;

/// <summary>Batches that the cluster runs where there is room.</summary>
internal static class BatchRoutes
{
    public static void MapBatches(this IEndpointRouteBuilder app)
    {
        var batches = app.MapGroup("/api/batches").WithTags("Batches").NeedsScope(AccessScopes.Send);
        batches.MapPost("/", Submit).WithName("runBatches").TakesHeaders(RouteTerms.KeyHeader, RouteTerms.LeaseHeader).Accepts<SubmitRequest>("application/json", Routes.AnyType)
            .WithProblems(400, 404, 409, 410, 413, 422, 423, 429, 502, 503, 504)
            .WithSummary("Run batches anywhere")
            .WithDescription("Runs a batch on the named emulator or on one that the policy chooses: start, inputs and observations, with no input of others in between. "
                + "With `batches`: runs several side by side and answers 200 with `executions`, one for each batch in order, whether or not it succeeded.");
        batches.MapDelete("/{**executionId}", Cancel).WithName("cancelExecution").WithProblems(400, 404, 409, 503, 504)
            .WithSummary("Cancel an execution").WithDescription("The execution stops between two inputs; the answer to the request that started it says how far it came.");
    }

    private static async Task<Results<Ok<ExecutionBody>, Ok<ExecutionsBody>, ProblemResult>> Submit(
        HttpRequest request, BatchClient client, BatchStarts starts, HttpOptions http, ActorInputOptions node, CancellationToken token)
    {
        if (!(await BodyReader.ReadAsync<SubmitRequest>(request, http.MaxBodyBytes)).TryGet(out var body, out var problem)
            || !body.ToMessage(request, node.Limits).TryGet(out var batches, out problem))
        {
            return problem;
        }

        var startsAt = body.AllStartsAt;
        if (!(await starts.SaveAsync(batches, startsAt)).TryGet(out batches, out problem))
            return problem;
        var isOne = body.Batches is null;
        var answer = await client.RunAsync(batches, token);
        if (answer.Problem is not { Body.Outcome: InputOutcome.Unknown })
            await starts.RemoveAsync(batches, startsAt);
        if (!answer.TryGet(out var done, out problem))
            return isOne ? problem with { Body = problem.Body with { ExecutionId = batches.Batches[0].ExecutionId } } : problem;
        if (!isOne)
            return TypedResults.Ok(new ExecutionsBody([.. done.Executions.Select(ExecutionBody.From)]));
        var execution = done.Executions[0];
        return execution.Status == ExecutionStatus.Succeeded ? TypedResults.Ok(ExecutionBody.From(execution)) : Problems.Of(execution);
    }

    private static async Task<Results<Ok<CancelledBody>, ProblemResult>> Cancel(string executionId, BatchClient client, CancellationToken token)
    {
        if (new InputTerms { Id = executionId }.Problem() is { } wrong)
            return Problems.Invalid($"executionId: {wrong}");
        if (!(await client.CancelAsync(executionId, token)).TryGet(out var done, out var problem))
            return problem;
        return TypedResults.Ok(new CancelledBody(executionId, done.Emulator.Value is { Length: > 0 } emulator ? emulator : null, "cancel"));
    }
}
