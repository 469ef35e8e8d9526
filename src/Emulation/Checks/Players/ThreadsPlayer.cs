using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Checks.Players;

/// <summary>Two games do each step at once, on threads of the pool.</summary>
internal sealed class ThreadsPlayer() : CheckPlayer(CheckWay.Threads)
{
    private const int Games = 2;

    private readonly List<IGame> _games = [];

    public override CheckDifference? Start(CheckProgress progress)
    {
        for (var i = 0; i < Games; i++)
            _games.Add(progress.Factory.Create());
        return null;
    }

    public override async ValueTask<CheckDifference?> AdvanceAsync(CheckProgress progress, CancellationToken cancellation)
    {
        await Task.WhenAll(_games.Select(game => Task.Run(() => progress.Step().Apply(game, render: true), CancellationToken.None)));
        return _games.Select(game => Compare(game, progress)).FirstOrDefault(difference => difference is not null);
    }

    public override void Dispose() => _games.ForEach(game => game.Dispose());
}
