using System.Globalization;
using System.Text.Json;
using ActorInput.Contracts.Replies;

namespace ActorInput.Host.Gateway;

/// <summary>Makes problems: which status an outcome and a code have, and what the body says.</summary>
internal static class Problems
{
    public static ProblemResult Of(int status, string code, string detail, TimeSpan? retryAfter = null) =>
        new(new ProblemBody { Title = Title(status, code), Status = status, Detail = detail, Code = code }, ProblemResult.MayHaveRetryHeader(status) ? retryAfter : null);

    public static ProblemResult Invalid(string detail) => Of(StatusCodes.Status400BadRequest, "invalidRequest", detail);

    /// <summary>A request to change something whose answer nobody waits for any longer: it may have been carried out, or may still be.</summary>
    public static ProblemResult OfUnknownFate(int status, string code, string detail, TimeSpan? retryAfter = null)
    {
        var problem = Of(status, code, detail, retryAfter);
        return problem with { Body = problem.Body with { Title = Title(status, Name(InputOutcome.Unknown)), Outcome = InputOutcome.Unknown } };
    }

    /// <summary>A question or a command that could not be done.</summary>
    public static ProblemResult Of(RequestFailed failed)
    {
        var status = StatusOf(failed.Code);
        var problem = Of(status, Name(failed.Code), failed.Detail, failed.Code is ReplyCode.Quarantined or ReplyCode.QueueFull ? DefaultRetry : null);
        return failed.Emulator == default ? problem : problem with { Body = problem.Body with { Emulator = failed.Emulator.Value } };
    }

    /// <summary>A lease that was not granted.</summary>
    public static ProblemResult Of(LeaseRefused refused)
    {
        var problem = Of(StatusOf(refused.Code), Name(refused.Code), refused.Detail, refused.Code == ReplyCode.QueueFull ? DefaultRetry : null);
        return problem with { Body = problem.Body with { Emulator = refused.Emulator?.Value } };
    }

    /// <summary>An input that was not applied, not certainly, or not completely.</summary>
    public static ProblemResult Of(InputReply reply)
    {
        var problem = OfOutcome(reply.Outcome, reply.Code, reply.Detail, reply.Applied, reply.Of, reply.RetryAfter);
        return problem with
        {
            Body = problem.Body with
            {
                Emulator = reply.Emulator.Value,
                Outcome = reply.Outcome,
                Applied = reply.Applied,
                Of = reply.Of,
                Epoch = reply.Epoch,
                Sequence = reply.Sequence,
                LatencyMs = Math.Round(reply.Latency.TotalMilliseconds, 2),
            },
        };
    }

    /// <summary>A batch that was not certainly applied as a whole.</summary>
    public static ProblemResult Of(BatchReply reply)
    {
        var problem = OfOutcome(reply.Outcome, reply.Code, reply.Detail, reply.Applied, reply.Of, reply.RetryAfter);
        return problem with
        {
            Body = problem.Body with
            {
                Emulator = reply.Emulator.Value,
                Outcome = reply.Outcome,
                Applied = reply.Applied,
                Of = reply.Of,
                Epoch = reply.Epoch,
                Sequence = reply.Sequence,
                LatencyMs = Math.Round(reply.Latency.TotalMilliseconds, 2),
                Results = [.. reply.Results.Select(InputReplyBody.From)],
            },
        };
    }

    /// <summary>An execution that did not succeed.</summary>
    public static ProblemResult Of(BatchExecution execution)
    {
        var body = ExecutionBody.From(execution);
        var status = (body.Outcome, execution.Status) switch
        {
            (InputOutcome.Expired, _) => StatusCodes.Status410Gone,
            (_, ExecutionStatus.Cancelled) => StatusCodes.Status409Conflict,
            (_, ExecutionStatus.TimedOut) => StatusCodes.Status504GatewayTimeout,
            // All inputs were pressed, but an observation failed.
            (InputOutcome.Applied, _) => StatusOf(execution.Code),
            _ => StatusOf(body.Outcome, execution.Code),
        };
        var code = body.Outcome != InputOutcome.Expired && execution.Status is ExecutionStatus.Cancelled or ExecutionStatus.TimedOut ? Name(execution.Status)
            : execution.Code == ReplyCode.None ? Name(body.Outcome) : Name(execution.Code);
        TimeSpan? retryAfter = body.Outcome is InputOutcome.Overloaded or InputOutcome.Quarantined ? DefaultRetry : null;
        // If it was stopped halfway, the detail is that of its last inputs.
        var detail = body.Outcome == InputOutcome.Partial && code == Name(execution.Status) ? null : execution.Detail;
        var problem = Of(status, code, detail ?? Sentence(body.Outcome, execution.Applied, execution.Of), retryAfter);
        return problem with
        {
            Body = problem.Body with
            {
                ExecutionId = body.ExecutionId,
                ExecutionStatus = body.Status,
                Start = body.Start,
                Emulator = body.Emulator,
                Outcome = body.Outcome,
                Applied = body.Applied,
                Of = body.Of,
                Epoch = body.Epoch,
                Sequence = body.Sequence,
                LatencyMs = body.LatencyMs,
                StartedAt = body.StartedAt,
                EndedAt = body.EndedAt,
                Observations = body.Observations,
                Results = body.Results,
            },
        };
    }

    /// <summary>
    /// The status of an outcome. Not applied is 503 (send it again), except where sending again does not help: an unknown emulator, a message that
    /// breaks a rule, an id used twice, an emulator that waits for a reset.
    /// </summary>
    public static int StatusOf(InputOutcome outcome, ReplyCode code) => (outcome, code) switch
    {
        (InputOutcome.Applied, _) => StatusCodes.Status200OK,
        (InputOutcome.Partial or InputOutcome.Unknown, _) => StatusCodes.Status409Conflict,
        (InputOutcome.NotApplied, ReplyCode.UnknownEmulator or ReplyCode.UnknownCheckpoint or ReplyCode.UnknownCartridge) => StatusCodes.Status404NotFound,
        (InputOutcome.NotApplied, ReplyCode.InvalidRequest) => StatusCodes.Status400BadRequest,
        (InputOutcome.NotApplied, ReplyCode.InputIdReused or ReplyCode.Uncertain or ReplyCode.StaleLease or ReplyCode.Cancelled or ReplyCode.ForeignState or ReplyCode.GameLost) => StatusCodes.Status409Conflict,
        (InputOutcome.NotApplied, ReplyCode.Leased) => StatusCodes.Status423Locked,
        (InputOutcome.NotApplied, ReplyCode.NodeFault) => StatusCodes.Status500InternalServerError,
        (InputOutcome.Expired, _) => StatusCodes.Status410Gone,
        (InputOutcome.Overloaded, _) => StatusCodes.Status429TooManyRequests,
        (InputOutcome.NotSupported, _) => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status503ServiceUnavailable,
    };

    /// <summary>The status of a question or command that failed.</summary>
    public static int StatusOf(ReplyCode code) => code switch
    {
        ReplyCode.InvalidRequest => StatusCodes.Status400BadRequest,
        ReplyCode.UnknownEmulator or ReplyCode.UnknownCheckpoint or ReplyCode.UnknownCartridge => StatusCodes.Status404NotFound,
        ReplyCode.InputIdReused or ReplyCode.Uncertain or ReplyCode.StaleLease or ReplyCode.Cancelled or ReplyCode.ForeignState or ReplyCode.GameLost => StatusCodes.Status409Conflict,
        ReplyCode.Leased => StatusCodes.Status423Locked,
        ReplyCode.DeadlinePassed => StatusCodes.Status410Gone,
        ReplyCode.NotSupported => StatusCodes.Status422UnprocessableEntity,
        ReplyCode.QueueFull => StatusCodes.Status429TooManyRequests,
        ReplyCode.NodeFault => StatusCodes.Status500InternalServerError,
        ReplyCode.ServerError => StatusCodes.Status502BadGateway,
        ReplyCode.ServerTimeout or ReplyCode.WaitTimedOut => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status503ServiceUnavailable,
    };

    /// <summary>A name as JSON writes it.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    // Overloaded and quarantined always say when to try again; if the actor does not, use one second.
    private static readonly TimeSpan DefaultRetry = TimeSpan.FromSeconds(1);

    private static ProblemResult OfOutcome(InputOutcome outcome, ReplyCode code, string? detail, int applied, int of, TimeSpan? retryAfter)
    {
        if (outcome is InputOutcome.Overloaded or InputOutcome.Quarantined)
            retryAfter ??= DefaultRetry;
        var name = code == ReplyCode.None ? Name(outcome) : Name(code);
        return Of(StatusOf(outcome, code), name, detail ?? Sentence(outcome, applied, of), retryAfter);
    }

    private static string Sentence(InputOutcome outcome, int applied, int of) => outcome switch
    {
        InputOutcome.Partial => string.Create(CultureInfo.InvariantCulture, $"The first {applied} of {of} steps were applied; the other steps were not and will not be."),
        InputOutcome.Unknown => string.Create(CultureInfo.InvariantCulture, $"It cannot be known whether it was applied; {applied} of {of} steps certainly were. It will not be repeated."),
        InputOutcome.Expired => "The deadline passed before it was sent; nothing was applied.",
        InputOutcome.Overloaded => "The queue is full; nothing was applied.",
        InputOutcome.NotSupported => "The emulator server does not support this; nothing was applied.",
        InputOutcome.Quarantined => "The emulator failed too often and is in quarantine; nothing was applied.",
        InputOutcome.NoCapacity => "No slot is free for the emulator; nothing was applied.",
        _ => "Nothing was applied and nothing will be; it is safe to send it again.",
    };

    private static string Title(int status, string code) => code switch
    {
        "partial" => "Partly applied",
        "unknown" => "Result unknown",
        "unknownEmulator" => "Unknown emulator",
        "badInput" => "Not an input",
        "badJson" => "Not the expected JSON",
        "bodyTooLarge" => "Body too large",
        "timeout" => "No answer in time",
        "cancelled" => "Cancelled",
        "timedOut" or "waitTimedOut" => "Time is up",
        "unknownExecution" => "Unknown execution",
        "unknownCheckpoint" => "Unknown checkpoint",
        "unknownCartridge" => "Unknown cartridge",
        "nodeFault" => "The node failed",
        "gameLost" => "The game started anew",
        "staleLease" => "The lease has ended",
        "quarantined" => "In quarantine",
        "noCapacity" => "No room",
        "notReady" => "Not ready",
        _ => status switch
        {
            400 => "Bad request",
            404 => "Not found",
            405 => "Method not allowed",
            409 => "Conflict",
            410 => "Too late",
            422 => "Not supported",
            423 => "Leased to another agent",
            429 => "Too many inputs",
            502 => "The emulator server failed",
            503 => "Not applied",
            504 => "No answer in time",
            _ => "Error",
        },
    };
}
