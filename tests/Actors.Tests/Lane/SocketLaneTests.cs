using ActorInput.Actors.Hosting;

namespace ActorInput.Actors.Tests.Lane;

public sealed class SocketLaneTests : LaneContract
{
    protected override void Configure(ActorInputOptions options)
    {
        // The defaults.
    }
}
