using ActorInput.Emulation.Games;
using ActorInput.Emulation.Gym;

namespace ActorInput.Emulation.Tests.Gym;

/// <summary>Gives the fields of <see cref="FakeGame"/> that the recorded server gave of its cartridge.</summary>
internal sealed class FakeGameReader : IGymGameReader
{
    private const string Wall = "|██████████|\n";

    public static string CollisionMap { get; } =
        $"+----------+\n{Wall}{Wall}{Wall}{Wall}|████↓█████|\n{Wall}{Wall}{Wall}{Wall}+----------+\n\n"
        + "Legend:\n█ - Wall/Obstacle\n· - Path/Walkable\nS - Sprite\n↑/↓/←/→ - Player (facing direction)";

    public GymGameFields Read(IGame game)
    {
        var memory = new byte[FakeGame.Length];
        Assert.True(game.TryReadMemory(0xC000, memory));
        var (presses, x, y, letters) = FakeGame.Read(memory);
        return new GymGameFields
        {
            PlayerName = "RED",
            RivalName = "BLUE",
            Money = presses,
            Location = "PALLET TOWN",
            X = x,
            Y = y,
            Dialog = letters.Length == 0 ? null : letters,
            CollisionMap = CollisionMap,
            Milestones = [new GymMilestone(GymMilestoneKind.Location, "PALLET_TOWN", 1)],
        };
    }
}
