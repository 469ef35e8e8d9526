using ActorInput.Contracts.Emulators;

namespace ActorInput.Host.Gateway;

/// <summary>What all routes have in common.</summary>
internal static class Routes
{
    /// <summary>
    /// Any content type: curl -d says that it sends a form. It only matters that the body is JSON; pages of other origins are kept out by
    /// <see cref="Emulation.Server.Callers.CallerGuard"/>.
    /// </summary>
    public const string AnyType = "*/*";

    /// <summary>The answer to an id that breaks the rule.</summary>
    public static ProblemResult BadId(string id) =>
        Problems.Of(StatusCodes.Status400BadRequest, "badEmulatorId",
            $"'{(id.Length > EmulatorId.MaxLength ? $"{id.AsSpan(0, EmulatorId.MaxLength)}…" : id)}' is not an emulator id; {EmulatorId.Rule}.");

    /// <summary>Tells the API description which problems a route answers with.</summary>
    public static RouteHandlerBuilder WithProblems(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
            route.Produces<ProblemBody>(status, ProblemResult.MediaType);
        return route;
    }

    /// <summary>Tells the API description which of the headers of <see cref="RouteTerms"/> a route reads.</summary>
    public static RouteHandlerBuilder TakesHeaders(this RouteHandlerBuilder route, params string[] names) => route.WithMetadata(new HeaderMetadata(names));
}
