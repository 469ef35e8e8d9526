using ActorInput.Actors.Hosting;
using ActorInput.Actors.Tests.Wire;

namespace ActorInput.Actors.Tests.Lane;

public sealed class TlsLaneTests : LaneContract, IDisposable
{
    private readonly TestCertificates _certificates = new();

    public void Dispose() => _certificates.Dispose();

    protected override void Configure(ActorInputOptions options) => options.Tls = _certificates.Tls();
}
