using DmaRules.Runtime.Dma;

namespace DmaRules.Runtime.Checking;

/// <summary>Remembers what was decided about one device: the last window, and the first path of an
/// operation. Passes every event on.</summary>
internal sealed class LastDecision(IEventSink next, string subject) : IEventSink
{
    private string _operation = "";

    public WindowChoice? Window { get; private set; }

    public PathChoice? Path { get; private set; }

    public void Watch(DmaOp op) => (Window, Path, _operation) = (null, null, op.Word());

    public void On(in DmaEvent happened)
    {
        if (happened.Subject == subject)
        {
            Window = happened.Window ?? Window;
            Path ??= happened.Words == _operation ? happened.Path : null;
        }

        next.On(happened);
    }
}
