using ActorInput.Actors.Hosting;

namespace ActorInput.Actors.Tests.Lane;

public sealed class AkkaLaneTests : LaneContract
{
    protected override void Configure(ActorInputOptions options) => options.Lane.Enabled = false;
}
