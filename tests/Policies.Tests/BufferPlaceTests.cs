using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Tests;

/// <summary>A driver's buffer is memory of its own: in RAM, and outside the bounce pool.</summary>
public sealed class BufferPlaceTests
{
    private const ulong MiB = 1 << 20;

    [Fact]
    public void NoAmountOfRamPutsTheBufferIntoThePool()
    {
        using var engine = new InterpretedEngine();
        var runner = new PolicyShelf(engine).FindRunner("pseries-v5.6").ShouldNotBeNull();
        var secure = Situation.Default.With(DmaSchema.IsSecureGuest, 1);
        for (var ram = 256 * MiB; ram <= 20_480 * MiB; ram += 32 * MiB)
        {
            var result = runner.Run(secure.With(DmaSchema.Ram, ram), DriverAction.Map);
            result.Verdict.Why.ShouldBe(DmaReason.DeviceSeesCiphertext, $"{ram / MiB} MiB");
        }
    }

    [Theory]
    [InlineData(256, 64, 160, true)]
    [InlineData(256, 64, 161, false)]
    [InlineData(256, 0, 224, true)]
    [InlineData(256, 0, 225, false)]
    [InlineData(16384, 2048, 1, false)]
    [InlineData(65536, 2048, 256, true)]
    public void ABufferWithoutRoomIsAProblemOfTheSituation(
        ulong ram, ulong pool, ulong size, bool fits)
    {
        var situation = Situation.Default
            .With(DmaSchema.IsSecureGuest, 1)
            .With(DmaSchema.Ram, ram * MiB)
            .With(DmaSchema.PoolSize, pool * MiB)
            .With(DmaSchema.MapSize, size * MiB);

        (situation.FindProblem(KernelProfile.V56) is null).ShouldBe(fits);
    }
}
