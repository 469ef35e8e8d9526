using ActorInput.Contracts.Access;
using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using ActorInput.Host.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ActorInput.Host.Gateway;

/// <summary>Saved games: save, list, show, remove, load.</summary>
internal static class CheckpointRoutes
{
    public static void MapCheckpoints(this IEndpointRouteBuilder app)
    {
        var checkpoints = app.MapGroup("/api/checkpoints").WithTags("Checkpoints");
        checkpoints.MapGet("/", List).WithName("listCheckpoints").WithProblems(502, 503, 504).WithSummary("All checkpoints").WithDescription("An array, in the order of the names.");
        checkpoints.MapGet("/{name}", Get).WithName("getCheckpoint").WithProblems(400, 404, 503, 504).WithSummary("One checkpoint").WithDescription("Its data without the bytes.");
        checkpoints.MapDelete("/{name}", Delete).WithName("deleteCheckpoint").WithProblems(400, 404, 502, 503, 504)
            .WithSummary("Remove a checkpoint").WithDescription("Removes it from every node that can be reached.");
    }

    /// <summary>The routes of one emulator.</summary>
    public static void MapSaving(this RouteGroupBuilder emulators)
    {
        emulators.MapPost("/{id}/checkpoints", Save).WithName("saveGame").NeedsScope(AccessScopes.Send).Accepts<SaveRequest>(isOptional: true, "application/json", Routes.AnyType)
            .Produces<CheckpointSavedBody>(StatusCodes.Status201Created).WithProblems(400, 404, 409, 413, 422, 429, 502, 503, 504)
            .WithSummary("Save the game").WithDescription("Saves the game as it is after the inputs that were accepted before. Needs no lease, because it changes nothing.");
        emulators.MapPost("/{id}/restore", Restore).WithName("restoreGame").NeedsScope(AccessScopes.Send).TakesHeaders(RouteTerms.LeaseHeader).Accepts<RestoreRequest>("application/json", Routes.AnyType)
            .WithProblems(400, 404, 409, 413, 422, 423, 429, 502, 503, 504)
            .WithSummary("Return to a saved game").WithDescription("Loads a checkpoint of any emulator with the same cartridge and core, or fresh, and continues from it, after the inputs that were accepted before. Ends the state uncertain. A checkpoint of another cartridge or core is refused (409, foreignState), and the game is unchanged.");
    }

    private static async Task<Results<Ok<CheckpointBody[]>, ProblemResult>> List(CheckpointClient client, CancellationToken token)
    {
        if (!(await client.ListAsync(token)).TryGet(out var list, out var problem))
            return problem;
        return TypedResults.Ok(list.Checkpoints.Select(CheckpointBody.From).ToArray());
    }

    private static async Task<Results<Ok<CheckpointBody>, ProblemResult>> Get(string name, CheckpointClient client, CancellationToken token)
    {
        if (BadName(name, mayBeFresh: false) is { } bad)
            return bad;
        if (!(await client.GetAsync(name, token)).TryGet(out var checkpoint, out var problem))
            return problem;
        return TypedResults.Ok(CheckpointBody.From(checkpoint.Info));
    }

    private static async Task<Results<Ok<CheckpointDeletedBody>, ProblemResult>> Delete(string name, CheckpointClient client, CancellationToken token)
    {
        if (BadName(name, mayBeFresh: false) is { } bad)
            return bad;
        if (!(await client.DeleteAsync(name, token)).TryGet(out var removed, out var problem))
            return problem;
        return TypedResults.Ok(new CheckpointDeletedBody(removed.Name, removed.Copies));
    }

    private static async Task<Results<Created<CheckpointSavedBody>, ProblemResult>> Save(
        string id, HttpRequest request, EmulatorClient client, HttpOptions http, CancellationToken token)
    {
        if (!EmulatorId.TryParse(id, out var emulator))
            return Routes.BadId(id);
        if (!(await BodyReader.ReadOptionalAsync<SaveRequest>(request, http.MaxBodyBytes)).TryGet(out var body, out var problem))
            return problem;
        if (body.Name is not null && BadName(body.Name, mayBeFresh: false) is { } bad)
            return bad;
        if (!(await client.WriteAsync<CheckpointSaved>(new SaveCheckpoint(emulator, body.Name), token)).TryGet(out var saved, out problem))
            return problem;
        return TypedResults.Created($"/api/checkpoints/{saved.Name}", CheckpointSavedBody.From(saved));
    }

    private static async Task<Results<Ok<CommandBody>, ProblemResult>> Restore(
        string id, HttpRequest request, EmulatorClient client, HttpOptions http, CancellationToken token)
    {
        if (!EmulatorId.TryParse(id, out var emulator))
            return Routes.BadId(id);
        if (!(await BodyReader.ReadAsync<RestoreRequest>(request, http.MaxBodyBytes)).TryGet(out var body, out var problem)
            || !RouteTerms.TryReadLease(body.Lease, request, out var lease, out problem))
        {
            return problem;
        }

        if (BadName(body.Checkpoint, mayBeFresh: true) is { } bad)
            return bad;
        if (!(await client.WriteAsync<CommandDone>(new LoadCheckpoint(emulator, body.Checkpoint, lease), token)).TryGet(out var done, out problem))
            return problem;
        return TypedResults.Ok(new CommandBody(done.Emulator.Value, "restore"));
    }

    private static ProblemResult? BadName(string name, bool mayBeFresh)
    {
        if (mayBeFresh && name == CheckpointNames.Fresh)
            return null;
        var wrong = CheckpointNames.IsReserved(name) ? $"name is '{RequestFaults.Shown(name)}'; {CheckpointNames.Rule}." : CheckpointNames.Problem(name);
        return wrong is null ? null : Problems.Of(StatusCodes.Status400BadRequest, "badCheckpointName", wrong);
    }
}
