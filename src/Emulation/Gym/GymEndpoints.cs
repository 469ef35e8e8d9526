using System.Buffers;
using System.IO.Pipelines;
using ActorInput.Emulation.Common;
using ActorInput.Emulation.Gym.Python;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorInput.Emulation.Gym;

/// <summary>
/// The HTTP API of a pokemon-gym (github.com/benchflow-ai/pokemon-gym), for one game: with the same members, order, status codes and texts as were
/// recorded from a real one. It differs where that is unsafe; see <see cref="GymSession"/>.
/// </summary>
public static class GymEndpoints
{
    private const int MostBodyBytes = 256 * 1024;

    /// <summary>
    /// Maps <c>/initialize</c>, <c>/action</c>, <c>/status</c>, <c>/stop</c>, <c>/save_state</c> and <c>/evaluate</c>. Another method on one
    /// of these is answered 405. An action is finished even when its caller goes away.
    /// </summary>
    /// <param name="routes">Where to; a group with a prefix when there are several games.</param>
    /// <param name="session">The game's session; not shared between two maps of routes that should not see each other.</param>
    public static IEndpointConventionBuilder MapGym(this IEndpointRouteBuilder routes, GymSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        var group = routes.MapGroup("");
        MapPost(group, "/initialize", GymInitializeRequest.Read, session.InitializeAsync);
        MapPost(group, "/action", GymActionRequest.Read, session.ActAsync);
        MapPost(group, "/save_state", GymSaveStateRequest.Read, session.SaveStateAsync);
        Map(group, "/stop", HttpMethods.Post, async context => await SendAsync(context, await session.StopAsync()));
        Map(group, "/status", HttpMethods.Get, async context => await SendAsync(context, await session.GetStatusAsync()));
        Map(group, "/evaluate", HttpMethods.Get, async context => await SendAsync(context, await session.EvaluateAsync()));
        return group;
    }

    private static void MapPost<T>(
        IEndpointRouteBuilder routes, string path, Func<RequestMembers, T> read, Func<T, Task<GymAnswer>> act) =>
        Map(routes, path, HttpMethods.Post, async context =>
        {
            var body = await ReadBodyAsync(context);
            var answer = body is null
                ? GymAnswers.Error(413, $"The request body is too large; at most {MostBodyBytes} bytes are allowed.")
                : TryRead(body, context.Request.ContentType, read, out var request, out var refusal) ? await act(request) : refusal;
            await SendAsync(context, answer);
        });

    private static void Map(IEndpointRouteBuilder routes, string path, string method, RequestDelegate handler)
    {
        routes.MapMethods(path, [method], handler);

        // This endpoint has no method, so it gets the requests whose method the one above does not take.
        routes.Map(path, context =>
        {
            context.Response.Headers.Allow = method;
            return SendAsync(context, GymAnswers.Error(405, "Method Not Allowed"));
        });
    }

    private static bool TryRead<T>(
        byte[] body, string? contentType, Func<RequestMembers, T> read, out T request, out GymAnswer refusal)
    {
        request = default!;
        if (!RequestBody.TryOpen(body, contentType, out var json, out refusal))
            return false;

        var members = new RequestMembers(json);
        try
        {
            request = read(members);
            if (members.Errors.Count == 0)
                return true;
            refusal = GymAnswers.Invalid(members.Errors);
        }
        catch (InvalidOperationException)
        {
            // A string with half a surrogate pair: grammatical JSON that no text can hold.
            refusal = RequestBody.Unreadable;
        }

        return false;
    }

    /// <summary>The whole body; null when it is too large.</summary>
    private static async Task<byte[]?> ReadBodyAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var result = await ReadSomeAsync(context);
            var buffer = result.Buffer;
            if (buffer.Length > MostBodyBytes)
            {
                reader.AdvanceTo(buffer.End);
                return null;
            }

            if (result.IsCompleted)
            {
                var body = buffer.ToArray();
                reader.AdvanceTo(buffer.End);
                return body;
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private static async ValueTask<ReadResult> ReadSomeAsync(HttpContext context)
    {
        try
        {
            return await context.Request.BodyReader.ReadAsync(CancellationToken.None);
        }
        catch (IOException broken)
        {
            throw CallerFault.OfBody(context, broken);
        }
    }

    private static async Task SendAsync(HttpContext context, GymAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.BodyWriter.WriteAsync(answer.Body, context.RequestAborted);
    }
}
