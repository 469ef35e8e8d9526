using System.Security.Cryptography;
using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Server.Problems;
using ActorInput.Emulation.Server.Requests;
using ActorInput.Emulation.Server.Writes;
using Microsoft.AspNetCore.Http;

namespace ActorInput.Emulation.Server.Endpoints;

/// <summary><c>POST /inputs</c>: several inputs in order, one answer. The busiest route.</summary>
internal sealed class InputsEndpoint(HostedGame game)
{
    public async Task HandleAsync(HttpContext context)
    {
        CheckedInputs request;
        UInt128 content = default;
        using (var body = await RequestBody.ReadAsync(context.Request))
        {
            request = game.Requests.Read<InputsRequest>(body.Span).Check(game.Options);
            if (request.Tag is not null)
                content = Hash(body.Span);
        }

        if (request.Game is { } asked && !string.Equals(asked, game.Life, StringComparison.Ordinal))
            throw new ProblemException(WriteProblems.OtherGame(asked, game.Life));
        if (request.WantsStateHash && !game.HasSavestates)
            throw new ProblemException(RequestProblems.NoSavestates(game.Identity));
        await CheckMemoryAsync(request, context.RequestAborted);

        var answer = request.Tag is { } tag
            ? await game.Writes.RunAsync(tag, Steps(request), content, () => ApplyAsync(request, tag), context.RequestAborted)
            : (await PressAsync(request, context.RequestAborted)).Answer;
        await answer.SendAsync(context.Response, context.RequestAborted);
    }

    private async Task<AppliedWrite> ApplyAsync(CheckedInputs request, WriteTag tag)
    {
        var applied = await PressAsync(request, default);
        // The names are recorded before the gate reports the write as done, so that an owner who then claims the game finds all of them.
        for (var i = 0; i < request.Names?.Count; i++)
        {
            if (request.Names[i] is { } name && applied.Progress[i].Applied > 0)
            {
                game.RecentInputs.Add(new RecentInput(
                    name, request.Inputs[i].ToString(), tag with { Sequence = tag.Sequence + i }, applied.Progress[i], game.Time.GetTimestamp()));
            }
        }

        return applied;
    }

    private async Task<AppliedWrite> PressAsync(CheckedInputs request, CancellationToken cancellation)
    {
        try
        {
            // The last frame is always rendered, so that /screen.png shows it; that is one frame of many.
            var seen = await game.Runner.PressAsync(request.Inputs, request.Timing, g => Observe(g, request), cancellation);
            return new AppliedWrite(InputsAnswer.Write(game, request, seen), WholeProgress(request.Inputs));
        }
        catch (PressFailedException failure)
        {
            return Failed(request, failure);
        }
    }

    private InputsObservation Observe(IGame played, CheckedInputs request)
    {
        var memory = request.Memory.Count == 0 ? [] : new byte[request.Memory.Count][];
        for (var i = 0; i < memory.Length; i++)
            memory[i] = GameReading.Memory(played, request.Memory[i]);
        return new InputsObservation(
            played.FramesRun,
            request.WantsStateHash ? GameReading.StateHash(played) : null,
            memory,
            request.WantsPicture ? GameReading.Picture(played, game.Pictures, scale: 1) : null);
    }

    /// <summary>Ranges that may not be mapped are tried before anything is pressed: a refusal must change nothing.</summary>
    private async Task CheckMemoryAsync(CheckedInputs request, CancellationToken cancellation)
    {
        foreach (var range in request.Memory)
        {
            if (!range.IsInWorkRam)
                await game.Runner.RunAsync(played => GameReading.Memory(played, range), cancellation);
        }
    }

    private static AppliedWrite Failed(CheckedInputs request, PressFailedException failure)
    {
        var progress = WholeProgress(request.Inputs);
        var applied = 0;
        for (var i = 0; i < progress.Length; i++)
        {
            if (i >= failure.InputsDone)
                progress[i] = progress[i] with { Applied = i == failure.InputsDone ? failure.StepsDone : 0 };
            applied += progress[i].Applied;
        }

        var problem = ProblemAnswers.GameFailed(failure.Message).With("applied", (long)applied).With("of", (long)progress.Sum(p => p.Of));
        return new AppliedWrite(ProblemAnswers.Write(problem), progress);
    }

    private static WriteProgress[] WholeProgress(IReadOnlyList<InputSequence> inputs)
    {
        var progress = new WriteProgress[inputs.Count];
        for (var i = 0; i < progress.Length; i++)
            progress[i] = new WriteProgress(inputs[i].Count, inputs[i].Count);
        return progress;
    }

    private static int[] Steps(CheckedInputs request)
    {
        var steps = new int[request.Inputs.Count];
        for (var i = 0; i < steps.Length; i++)
            steps[i] = request.Inputs[i].Count;
        return steps;
    }

    private static UInt128 Hash(ReadOnlySpan<byte> body)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, digest);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(digest);
    }
}
