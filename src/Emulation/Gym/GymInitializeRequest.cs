using ActorInput.Emulation.Gym.Python;

namespace ActorInput.Emulation.Gym;

/// <summary>The body of <c>/initialize</c>. <c>headless</c> and <c>sound</c> are checked and have no effect: there is no window.</summary>
/// <param name="LoadStateFile">The state to go on from; null or empty for none.</param>
/// <param name="LoadAutosave">Whether to go on from the session's autosave where it has no final state.</param>
/// <param name="SessionId">The session to continue; null or empty for a new one.</param>
internal sealed record GymInitializeRequest(string? LoadStateFile, bool LoadAutosave, string? SessionId)
{
    public static GymInitializeRequest Read(RequestMembers members)
    {
        _ = members.Bool("headless", whenAbsent: true);
        _ = members.Bool("sound", whenAbsent: false);
        return new GymInitializeRequest(
            members.OptionalString("load_state_file"),
            members.Bool("load_autosave", whenAbsent: false),
            members.OptionalString("session_id"));
    }
}
