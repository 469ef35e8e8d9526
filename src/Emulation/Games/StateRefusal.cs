namespace ActorInput.Emulation.Games;

/// <summary>Why <see cref="IGame.LoadState"/> refused a state, for people who do not read C#.</summary>
internal static class StateRefusal
{
    /// <summary>The message, without the name of the parameter that .NET puts behind it.</summary>
    public static string Describe(ArgumentException refused) =>
        refused.ParamName is null ? refused.Message : refused.Message.Replace($" (Parameter '{refused.ParamName}')", "", StringComparison.Ordinal);
}
