using System.Collections.Concurrent;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace DmaRules.Xunit.Tests.Running;

/// <summary>Keeps what xunit says until it says that it is done.</summary>
internal sealed class MessageLog<TLast> : LongLivedMarshalByRefObject, IMessageSink
    where TLast : IMessageSinkMessage
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly ConcurrentQueue<IMessageSinkMessage> _messages = [];
    private readonly TaskCompletionSource _done = new();

    public bool OnMessage(IMessageSinkMessage message)
    {
        _messages.Enqueue(message);
        if (message is TLast)
        {
            _done.TrySetResult();
        }

        return true;
    }

    public async Task<IReadOnlyList<T>> All<T>()
    {
        await _done.Task.WaitAsync(Patience);
        return [.. _messages.OfType<T>()];
    }
}
