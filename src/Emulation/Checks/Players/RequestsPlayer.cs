using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Checks.Players;

/// <summary>Sends the inputs through a server's game runner, several in a request.</summary>
internal sealed class RequestsPlayer() : CheckPlayer(CheckWay.Requests)
{
    private const int MostSteps = 8;

    private readonly List<CheckStep> _request = [];
    private GameWorkers? _workers;
    private GameRunner? _runner;
    private int _size;

    public override CheckDifference? Start(CheckProgress progress)
    {
        _workers = new GameWorkers(1);
        _runner = new GameRunner(progress.Factory.Create(), _workers, GameSpeed.Unlimited, TimeProvider.System);
        _size = progress.Random.Next(1, MostSteps);
        return null;
    }

    public override async ValueTask<CheckDifference?> AdvanceAsync(CheckProgress progress, CancellationToken cancellation)
    {
        var step = progress.Step();
        if (step.Kind != CheckStepKind.Press)
        {
            return await _runner!.RunAsync(
                game =>
                {
                    step.ApplyEvent(game);
                    return Compare(game, progress);
                },
                CancellationToken.None);
        }

        _request.Add(step);
        if (_request.Count < _size && progress.Next is { Kind: CheckStepKind.Press })
            return null;
        _size = progress.Random.Next(1, MostSteps);
        var inputs = Inputs(progress.Random);
        _request.Clear();
        return await _runner!.PressAsync(inputs, PressTiming.PokemonGym, game => Compare(game, progress), CancellationToken.None);
    }

    public override void Dispose()
    {
        // The runner releases the game on its own thread; it does not matter here when.
        _ = ReleaseAsync();
    }

    /// <summary>The steps as inputs, of one or several steps each.</summary>
    private List<InputSequence> Inputs(Random random)
    {
        var inputs = new List<InputSequence>();
        for (var at = 0; at < _request.Count;)
        {
            var count = random.Next(1, _request.Count - at + 1);
            inputs.Add(InputSequence.FromSteps([.. _request.Skip(at).Take(count).Select(ToInput)]));
            at += count;
        }

        return inputs;
    }

    private static InputStep ToInput(CheckStep step) => step.Hold == 0
        ? new InputStep(Button.None, step.Wait)
        : new InputStep(step.Buttons, step.Hold) { Wait = step.Wait, Held = step.Held };

    private async Task ReleaseAsync()
    {
        if (_runner is not null)
            await _runner.DisposeAsync();
        _workers?.Dispose();
    }
}
