using ActorInput.Emulation.Gym.Python;

namespace ActorInput.Emulation.Gym;

/// <summary>The body of <c>/save_state</c>.</summary>
/// <param name="FileName">Where to save, within the session's directory; null or empty for a name made of the time.</param>
internal sealed record GymSaveStateRequest(string? FileName)
{
    public static GymSaveStateRequest Read(RequestMembers members) => new(members.OptionalString("filename"));
}
