namespace DmaRules.TestSupport;

/// <summary>Steele, Lea and Flood's generator: the same seed gives the same numbers for
/// ever.</summary>
internal sealed class SplitMix64(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        unchecked
        {
            _state += 0x9e3779b97f4a7c15;
            var mixed = (_state ^ (_state >> 30)) * 0xbf58476d1ce4e5b9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>A number from 0 to <paramref name="end"/> - 1.</summary>
    public int Below(int end) => (int)(Next() % (ulong)end);

    public bool OneIn(int chances) => Below(chances) == 0;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];
}
