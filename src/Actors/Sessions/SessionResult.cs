namespace ActorInput.Actors.Sessions;

/// <summary>A value, or why there is none. Expected failures are values; a session throws only when its caller cancels.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
/// <param name="Value">The value; null when it failed.</param>
/// <param name="Failure">Why there is none; null when there is one.</param>
public readonly record struct SessionResult<T>(T? Value, SessionFailure? Failure)
    where T : class
{
    /// <summary>A result with its value.</summary>
    public static implicit operator SessionResult<T>(T value) => new(value, null);

    /// <summary>A result without a value.</summary>
    public static implicit operator SessionResult<T>(SessionFailure failure) => new(null, failure);
}
