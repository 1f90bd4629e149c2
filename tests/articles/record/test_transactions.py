import pytest
from django.db import transaction

from articles.record.transactions import allow_record_writes


def test_the_record_can_be_written_inside_a_transaction_only(transactional_db):
    with pytest.raises(transaction.TransactionManagementError), allow_record_writes():
        pass
