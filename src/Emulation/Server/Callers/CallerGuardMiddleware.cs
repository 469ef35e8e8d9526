using ActorInput.Emulation.Server.Problems;
using Microsoft.AspNetCore.Http;

namespace ActorInput.Emulation.Server.Callers;

/// <summary>Refuses requests that <see cref="CallerGuard"/> does not allow.</summary>
internal sealed class CallerGuardMiddleware(RequestDelegate next, CallerGuard guard)
{
    public Task InvokeAsync(HttpContext context) =>
        guard.Refusal(context.Request) is { } refusal ? throw new ProblemException(RequestProblems.Refused(refusal)) : next(context);
}
