namespace ActorInput.Actors.Tests.Wire;

/// <summary>A type of an attacker's choosing: making one, or setting its property, leaves a mark.</summary>
public sealed class Trap
{
    private static int _sprung;
    private string _command = "";

    public Trap() => Spring();

    public static int Sprung => Volatile.Read(ref _sprung);

    public string Command
    {
        get => _command;
        set
        {
            _command = value;
            Spring();
        }
    }

    public static void Spring() => Interlocked.Increment(ref _sprung);
}
