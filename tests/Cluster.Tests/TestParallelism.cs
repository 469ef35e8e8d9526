// Every test here loads the machine with a whole cluster: side by side they would only measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
