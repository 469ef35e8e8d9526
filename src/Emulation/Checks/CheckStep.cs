using System.Globalization;
using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Checks;

/// <summary>One step of a check's script: what is done to every game alike.</summary>
public sealed record CheckStep
{
    /// <summary>The kind of step.</summary>
    public CheckStepKind Kind { get; private init; }

    /// <summary>For a press: the buttons that are held.</summary>
    public Button Buttons { get; private init; }

    /// <summary>For a press: how many frames they are held; 0 for a wait.</summary>
    public int Hold { get; private init; }

    /// <summary>For a press: how many frames pass after it.</summary>
    public int Wait { get; private init; }

    /// <summary>For a press: the buttons that stay held during these frames.</summary>
    public Button Held { get; private init; }

    /// <summary>For a write to memory: the address.</summary>
    public ushort Address { get; private init; }

    /// <summary>For a write: the value.</summary>
    public byte Value { get; private init; }

    /// <summary>How many frames the step runs.</summary>
    public int Frames => Hold + Wait;

    /// <summary>Switches the game off and on again.</summary>
    public static CheckStep Reset { get; } = new() { Kind = CheckStepKind.Reset };

    /// <summary>Starts the game afresh.</summary>
    public static CheckStep StartFresh { get; } = new() { Kind = CheckStepKind.StartFresh };

    /// <summary>A press; with <see cref="Button.None"/> a wait.</summary>
    /// <param name="buttons">What is held.</param>
    /// <param name="hold">For how many frames.</param>
    /// <param name="wait">Frames after that.</param>
    /// <param name="held">What stays held in those.</param>
    /// <exception cref="ArgumentOutOfRangeException">No frame would run, or a press has no hold.</exception>
    public static CheckStep Press(Button buttons, int hold, int wait, Button held = Button.None)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(wait);
        if (buttons == Button.None)
            return new CheckStep { Wait = hold + wait > 0 ? hold + wait : throw new ArgumentOutOfRangeException(nameof(hold), hold, "A wait has at least 1 frame.") };
        ArgumentOutOfRangeException.ThrowIfLessThan(hold, 1);
        return new CheckStep { Buttons = buttons, Hold = hold, Wait = wait, Held = held & buttons };
    }

    /// <summary>Writes a byte where the processor would see it.</summary>
    public static CheckStep WriteMemory(ushort address, byte value) => new() { Kind = CheckStepKind.WriteMemory, Address = address, Value = value };

    /// <summary>Fills the battery's memory with bytes that begin with a value.</summary>
    public static CheckStep WriteBattery(byte value) => new() { Kind = CheckStepKind.WriteBattery, Value = value };

    /// <summary>Does the step with a game.</summary>
    /// <param name="game">The game.</param>
    /// <param name="render">Whether the last frame is rendered.</param>
    public void Apply(IGame game, bool render)
    {
        if (Kind != CheckStepKind.Press)
        {
            ApplyEvent(game);
            return;
        }

        if (Hold > 0)
            game.Run(Buttons, Hold, render && Wait == 0);
        if (Wait > 0)
            game.Run(Held, Wait, render);
        game.EndStep();
    }

    /// <summary>Does the step with a game, in pieces of random length.</summary>
    internal void ApplyInPieces(IGame game, Random random)
    {
        if (Kind != CheckStepKind.Press)
        {
            ApplyEvent(game);
            return;
        }

        for (var left = Hold; left > 0;)
            left -= RunPiece(game, Buttons, left, Wait == 0, random);
        for (var left = Wait; left > 0;)
            left -= RunPiece(game, Held, left, true, random);
        game.EndStep();
    }

    /// <summary>Does the step with a game, frame by frame, and renders each frame.</summary>
    internal void ApplyRendered(IGame game)
    {
        if (Kind != CheckStepKind.Press)
        {
            ApplyEvent(game);
            return;
        }

        for (var i = 0; i < Frames; i++)
            game.Run(i < Hold ? Buttons : Held, 1, render: true);
        game.EndStep();
    }

    /// <summary>Does a step that is not a press.</summary>
    internal void ApplyEvent(IGame game)
    {
        switch (Kind)
        {
            case CheckStepKind.Reset:
                game.Reset();
                break;
            case CheckStepKind.StartFresh:
                game.StartFresh();
                break;
            case CheckStepKind.WriteMemory:
                game.TryWriteMemory(Address, null, [Value]);
                break;
            case CheckStepKind.WriteBattery when game.BatterySize > 0:
                var bytes = new byte[game.BatterySize];
                for (var i = 0; i < bytes.Length; i++)
                    bytes[i] = (byte)(Value + (i * 3));
                game.WriteBattery(bytes);
                break;
            default:
                break;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        CheckStepKind.Press when Hold == 0 => string.Create(CultureInfo.InvariantCulture, $"WAIT:{Wait}"),
        CheckStepKind.Press => string.Create(CultureInfo.InvariantCulture, $"{Buttons}:{Hold}/{Wait}{(Held == Button.None ? "" : $" holding {Held}")}"),
        CheckStepKind.WriteMemory => string.Create(CultureInfo.InvariantCulture, $"{MemoryNames.Of(Address)}={Value}"),
        _ => Kind.ToString(),
    };

    private static int RunPiece(IGame game, Button buttons, int left, bool isEnd, Random random)
    {
        var frames = random.Next(1, left + 1);
        game.Run(buttons, frames, render: isEnd && frames == left);
        return frames;
    }
}
