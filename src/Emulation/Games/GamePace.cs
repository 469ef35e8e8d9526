namespace ActorInput.Emulation.Games;

/// <summary>How a press job is cut into slices and when each is due.</summary>
/// <param name="SliceFrames">Most frames in one turn on a worker.</param>
/// <param name="FramesPerSecond">0 when nothing is due at any time.</param>
internal readonly record struct GamePace(int SliceFrames, double FramesPerSecond)
{
    /// <summary>4,194,304 Hz of a Game Boy over 70,224 clocks a frame.</summary>
    public const double GameBoyFramesPerSecond = 4_194_304.0 / 70_224;

    private const int UnpacedSlice = 256;
    private const int PacedSlice = 12;

    /// <summary>
    /// Unlimited: 256 frames, about 30 ms of a core, so that the hand-over costs nothing and no game waits long. Paced: a fifth of a second.
    /// </summary>
    public static GamePace Of(GameSpeed speed) => speed switch
    {
        GameSpeed.Unlimited => new GamePace(UnpacedSlice, 0),
        GameSpeed.X5 => new GamePace(PacedSlice * 5, GameBoyFramesPerSecond * 5),
        GameSpeed.RealTime => new GamePace(PacedSlice, GameBoyFramesPerSecond),
        _ => throw new ArgumentOutOfRangeException(nameof(speed), speed, "Allowed are Unlimited, X5 and RealTime."),
    };

    /// <summary>
    /// How long until <paramref name="frames"/> frames may be over, rounded up to the resolution of timers; zero if they may be over now.
    /// </summary>
    public TimeSpan UntilDue(long frames, TimeSpan elapsed)
    {
        if (FramesPerSecond <= 0)
            return TimeSpan.Zero;
        var milliseconds = (frames / FramesPerSecond * 1000) - elapsed.TotalMilliseconds;
        return milliseconds > 0 ? TimeSpan.FromMilliseconds(Math.Ceiling(milliseconds)) : TimeSpan.Zero;
    }
}
